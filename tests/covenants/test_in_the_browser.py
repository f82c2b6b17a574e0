"""The whole way in a real browser: a library joins, its director signs, the pact signs, the register shows it."""

import pytest
from playwright.sync_api import expect

from pact.covenants.models import Covenant, JoinRequest
from pact.organisations.models import Organisation
from tests.covenants.hands import latest, path_in
from tests.referrals.hands import Keyboard, Mouse

WAYS = {"mouse": (Mouse, True), "no script": (Mouse, False), "keyboard": (Keyboard, True)}


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.fixture(params=WAYS)
def hand(request, open_page):
    """hand() is somebody at a browser of their own, on a phone."""
    kind, js = WAYS[request.param]
    return lambda **options: kind(open_page(js=js, width=390, **options))


def heading(hand, words):
    expect(hand.page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_library_joins_and_stands_in_the_register(hand, town, outbox):
    visitor = hand()
    visitor.page.goto("/doe-mee")
    visitor.write("Naam van je organisatie", "Bibliotheek 't Hoekje")
    visitor.page.locator("[name=kind]").select_option("Stichting")  # a list opens in a window of the system
    visitor.write("Je naam", "Dirkje Plank")
    visitor.write("Je e-mailadres", "dirkje@voorbeeld.nl")
    visitor.write("Waarom willen jullie meedoen?", "Wij zien veel mensen met post.")
    visitor.press("Verder: controleren")
    heading(visitor, "Controleer je aanvraag")
    visitor.press("Wijzig")
    expect(visitor.page.get_by_label("Je e-mailadres")).to_have_value("dirkje@voorbeeld.nl")
    visitor.press("Verder: controleren")
    visitor.press("Verstuur de aanvraag")
    heading(visitor, "Bedankt")

    fatma = hand()
    fatma.page.goto("/demo")
    fatma.press("Log in als Fatma")
    fatma.page.goto(path_in(outbox.to("fatma")[-1]))
    fatma.choose("Het convenant: deze organisatie kiest een ambassadeur")
    fatma.press("Stuur de link om te tekenen")
    assert latest(town, JoinRequest).status == "accepted"

    visitor.page.goto(path_in(outbox.to("dirkje@voorbeeld.nl")[-1]))
    heading(visitor, "Tekenen voor Bibliotheek 't Hoekje")
    visitor.follow("Vraag iemand anders te tekenen")
    visitor.write("Wie mag wel tekenen?", "Koos Kaft")
    visitor.write("E-mailadres", "koos@voorbeeld.nl")
    visitor.press("Stuur de link")
    heading(visitor, "Je vroeg iemand anders")

    director = hand()
    director.page.goto(path_in(outbox.to("koos@voorbeeld.nl")[-1]))
    director.follow("Verder: tekenen")
    expect(director.page.get_by_label("Je naam")).to_have_value("Koos Kaft")
    director.write("Je functie", "directeur")
    director.choose("Ik mag tekenen voor Bibliotheek 't Hoekje.")
    director.press("Onderteken")
    heading(director, "Getekend")

    fatma.page.goto(path_in(outbox.to("fatma")[-1]))
    fatma.press("Teken ook, voor het pact")
    covenant = latest(town, Covenant)
    assert (covenant.status, covenant.signer_name, covenant.signer_function) == (
        "countersigned",
        "Koos Kaft",
        "directeur",
    )
    assert town.one(Organisation, Organisation.id == covenant.organisation_id).joined_on is not None

    visitor.page.goto("/convenanten")
    expect(visitor.page.get_by_text("Bibliotheek 't Hoekje", exact=True)).to_be_visible()
    assert "Koos" not in visitor.page.content()
