"""From a name on the call list to a partner that everybody finds: the whole way of a library, on a telephone."""

import pytest
from playwright.sync_api import expect

from pact.ambassadors.models import StepTaken
from pact.covenants.models import Covenant, Lead
from tests.covenants.hands import path_in
from tests.people.test_sign_in import code_in
from tests.referrals.hands import Mouse

LIBRARY = "Bibliotheek 't Hoekje"
PLACE = "bibliotheek-t-hoekje"


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def hand(request, open_page):
    """hand() is somebody at a browser of their own."""
    return lambda: Mouse(open_page(js=request.param, width=390))


@pytest.fixture
def fatma(hand):
    """The coordinator, who wants a library to join."""
    fatma = hand()
    fatma.page.goto("/demo")
    fatma.press("Log in als Fatma")
    fatma.page.goto("/werving/nieuw")
    fatma.write("Naam van de organisatie", LIBRARY)
    fatma.page.locator("[name=kind]").select_option("Stichting")
    fatma.write("Wie bel je daar?", "Dirkje Plank")
    fatma.write("Telefoonnummer", "0578 00 00 41")
    fatma.page.locator("[name=next_on]").fill("2026-11-24")
    fatma.press("Bewaar")
    return fatma


@pytest.fixture
def come_in(hand, outbox):
    """come_in("dirkje@voorbeeld.nl") follows the invitation and signs in with the code."""

    def enter(email):
        someone = hand()
        someone.page.goto(path_in(outbox.to(email)[-1]))
        someone.press("Ja, ik doe mee")
        someone.page.goto("/inloggen")
        someone.write("Je e-mailadres", email)
        someone.press("Stuur mij een code")
        someone.write("Code van 6 cijfers", code_in(outbox, email))
        someone.press("Log in")
        return someone

    return enter


def shows(hand, path, *words):
    hand.page.goto(path)
    for word in words:
        expect(hand.page.locator("main")).to_contain_text(word)


def join_and_sign(hand, fatma, outbox):
    """Asked for without an account, signed by the director, and by the pact."""
    visitor = hand()
    visitor.page.goto("/doe-mee")
    visitor.write("Naam van je organisatie", LIBRARY)
    visitor.page.locator("[name=kind]").select_option("Stichting")
    visitor.write("Je naam", "Dirkje Plank")
    visitor.write("Je e-mailadres", "dirkje@voorbeeld.nl")
    visitor.write("Waarom willen jullie meedoen?", "Fatma belde, en wij zien veel mensen met post.")
    visitor.press("Verder: controleren")
    visitor.press("Verstuur de aanvraag")
    fatma.page.goto(path_in(outbox.to("fatma")[-1]))
    fatma.choose("Het convenant: deze organisatie kiest een ambassadeur")
    fatma.press("Stuur de link om te tekenen")
    visitor.page.goto(path_in(outbox.to("dirkje@voorbeeld.nl")[-1]))
    visitor.follow("Vraag iemand anders te tekenen")
    visitor.write("Wie mag wel tekenen?", "Koos Kaft")
    visitor.write("E-mailadres", "koos@voorbeeld.nl")
    visitor.press("Stuur de link")
    director = hand()
    director.page.goto(path_in(outbox.to("koos@voorbeeld.nl")[-1]))
    director.follow("Verder: tekenen")
    director.write("Je functie", "directeur")
    director.choose(f"Ik mag tekenen voor {LIBRARY}.")
    director.press("Onderteken")
    fatma.page.goto(path_in(outbox.to("fatma")[-1]))
    fatma.press("Teken ook, voor het pact")


def take_the_five_steps(bo):
    bo.page.goto(f"/partners/{PLACE}/ambassadeurs")
    bo.press("Mijn gegevens kloppen")
    bo.follow("Open de uitleg")
    bo.press("Ik heb de uitleg gelezen")
    bo.follow("Doe een toezegging")
    bo.write("Wat gaan jullie doen?", "Wij houden elke week een spreekuur.")
    bo.page.get_by_label("Wanneer kijk je terug?").fill("2027-03-01")
    bo.press("Bewaar de toezegging")
    bo.follow("Open de poster")
    bo.press("De poster hangt")
    bo.follow("Kies een dag")
    bo.page.get_by_label("Wanneer?").fill("2026-12-03")
    bo.press("Zet de afspraak erin")
    expect(bo.page.get_by_text("Je bent klaar om te beginnen.")).to_be_visible()
    bo.press("Zet mijn naam op de site")


def test_a_library_comes_to_take_part_and_everybody_finds_it(hand, fatma, come_in, town, outbox, client):
    shows(fatma, "/werving/bellijst", LIBRARY, "0578 00 00 41")
    join_and_sign(hand, fatma, outbox)
    assert town.one(Covenant, Covenant.signer_name == "Koos Kaft").status == "countersigned"

    shows(hand(), f"/wie-doet-wat/{PLACE}", LIBRARY)
    fatma.page.goto(f"/partners/{PLACE}")
    fatma.follow("Nodig iemand uit")
    fatma.write("Naam", "Dirkje Plank")
    fatma.write("E-mailadres", "dirkje@voorbeeld.nl")
    fatma.choose("Contactpersoon: regelt wie er meedoet")
    fatma.press("Stuur de uitnodiging")
    dirkje = come_in("dirkje@voorbeeld.nl")
    dirkje.page.goto(f"/wie-doet-wat/{PLACE}/nieuw")
    dirkje.write("Wat bied je aan?", "Spreekuur voor post")
    dirkje.write("In één korte zin", "Helpt met brieven en formulieren, zonder afspraak")
    dirkje.choose("Post en formulieren")
    dirkje.choose("Nederlands")
    dirkje.press("Bewaar")
    expect(dirkje.page.locator("main")).to_contain_text("Spreekuur voor post")
    dirkje.page.goto(f"/partners/{PLACE}/ambassadeurs/kiezen")
    dirkje.page.locator("[name=who][value=other]").check()
    dirkje.page.locator("[name=name]").fill("Bo Kast")
    dirkje.page.locator("[name=email]").fill("bo@voorbeeld.nl")
    dirkje.press("Maak ambassadeur")
    bo = come_in("bo@voorbeeld.nl")
    take_the_five_steps(bo)
    assert len({step.step for step in town.all(StepTaken) if step.person_id != town.hanna.id}) == 5

    passer_by = hand()
    shows(passer_by, "/convenanten", LIBRARY, "Ambassadeur: Bo Kast")
    passer_by.follow(LIBRARY)
    expect(passer_by.page.locator("main")).to_contain_text("Spreekuur voor post")
    shows(passer_by, "/wie-doet-wat?q=hulp+bij+brieven", "Spreekuur voor post")
    shows(passer_by, "/netwerk", LIBRARY)
    [offer] = client.get("/api/hsds/services?search=Spreekuur voor post").json["contents"]
    assert (offer["name"], offer["organization"]["name"]) == ("Spreekuur voor post", LIBRARY)
    shows(fatma, "/werving?fase=signed", LIBRARY)
    fatma.page.goto("/werving/bellijst")
    expect(fatma.page.locator("main")).not_to_contain_text(LIBRARY)
    assert town.one(Lead, Lead.name == LIBRARY).status == "signed"
