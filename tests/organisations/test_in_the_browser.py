"""In a real browser: a partner tells about itself, the coordinator stops it, and the sender chooses again."""

import pytest
from playwright.sync_api import expect

from tests.referrals.hands import Mouse

GRIP = "Grip op de Knip"


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def js(request):
    return request.param


@pytest.fixture
def hand(js, open_page):
    return lambda: Mouse(open_page(js=js))


def enter(hand, name):
    hand.page.goto("/demo")
    hand.press(f"Log in als {name}")


def test_a_partner_tells_is_stopped_and_its_referral_comes_back(hand, js, make, town):
    made = make.referral("accepted")
    lia, fatma, chantal, anna = hand(), hand(), hand(), hand()

    enter(lia, "Lia")
    lia.follow("Mijn organisatie")
    lia.follow("Wijzig deze gegevens")
    lia.write("Over de organisatie", "Wij delen elke donderdag eten uit.")
    lia.press("Bewaar")
    lia.page.goto("/wie-doet-wat/voedselbank")
    expect(lia.page.get_by_text("Wij delen elke donderdag eten uit.")).to_be_visible()

    enter(chantal, "Chantal")
    chantal.page.goto(f"/doorverwijzingen/{made.reference}")
    expect(chantal.page.get_by_text("Zyxella")).to_be_visible()

    enter(fatma, "Fatma")
    fatma.follow("Partners")
    fatma.follow(GRIP)
    fatma.follow("Zet stil of laat vertrekken")
    fatma.press("Stop de deelname")
    expect(fatma.page.get_by_role("link", name="Kies wat er gebeurt.")).to_be_visible()
    fatma.choose("Een tijdje stilzetten")
    fatma.choose("Er is niemand meer die het doet")
    fatma.press("Stop de deelname")
    expect(fatma.page.get_by_text("Stilgezet")).to_be_visible()

    if js:  # the open tab asks again by itself, and leaves: a reload of ours would run into that one
        expect(chantal.page.get_by_role("heading", level=1)).to_have_text("Deze pagina is niet voor jou")
    assert chantal.page.goto(f"/doorverwijzingen/{made.reference}").status == 403
    expect(chantal.page.get_by_text("Zyxella")).to_have_count(0)

    enter(anna, "Anna")
    anna.page.goto(f"/doorverwijzingen/{made.reference}")
    expect(anna.page.get_by_text(f"{GRIP} doet nu niet mee aan het pact.")).to_be_visible()
    anna.press("Nog iemand vragen voor deze inwoner")
    expect(anna.page.get_by_role("heading", level=1)).to_have_text("Waarbij is hulp nodig?")

    fatma.press("Laat weer meedoen")
    assert chantal.page.goto("/doorverwijzingen").status == 200
