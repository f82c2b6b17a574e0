"""Recruiting on a telephone: from a white spot to a signature, and the graph that shows it."""

import re

import pytest
from playwright.sync_api import expect

from pact.covenants.models import Lead
from tests.covenants.hands import path_in
from tests.referrals.hands import Mouse


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def hand(request, open_page):
    """hand() is somebody at a browser of their own, on a phone."""
    return lambda: Mouse(open_page(js=request.param, width=390))


def heading(hand, words):
    expect(hand.page.get_by_role("heading", level=1)).to_have_text(words)


def stands_now(hand):
    """What the table says of this quarter, and what the last bar of the graph shows."""
    hand.page.goto("/werving/groei")
    number = int(hand.page.locator("#growth tbody tr:last-child td").last.inner_text())
    assert hand.page.locator("#growth-graph g text").last.text_content().split()[0] == str(number)
    return number


def test_from_a_white_spot_to_a_signature(hand, town, outbox):
    fatma = hand()
    fatma.page.goto("/demo")
    fatma.press("Log in als Fatma")
    before = stands_now(fatma)

    fatma.page.goto("/partners")
    fatma.follow("Werving: wie kan er nog meedoen?")
    fatma.follow("Witte vlekken: wie missen wij?")
    row = fatma.page.get_by_role("row").filter(has_text="Bedrijf")
    expect(row).to_contain_text("Niemand")
    row.get_by_role("link", name="Zoek er een").click()
    heading(fatma, "Nieuwe organisatie")
    expect(fatma.page.locator("[name=sector]")).to_have_value("company")
    fatma.write("Naam van de organisatie", "Kapper De Krul")
    fatma.page.locator("[name=kind]").select_option("Bedrijf")
    fatma.write("Wie bel je daar?", "Kees Kam")
    fatma.write("Telefoonnummer", "0578 00 00 40")
    fatma.write("E-mailadres", "kees@voorbeeld.nl")
    fatma.page.locator("[name=next_on]").fill("2026-11-24")
    fatma.press("Bewaar")
    heading(fatma, "Kapper De Krul")

    fatma.page.goto("/vandaag")
    fatma.follow("Naar de bellijst")
    called = fatma.page.get_by_role("listitem").filter(has_text="Kapper De Krul")
    expect(called.get_by_role("link", name=re.compile("0578 00 00 40"))).to_have_attribute("href", "tel:0578000040")
    with fatma.page.expect_navigation():
        called.get_by_role("button", name="Gebeld").click()
    heading(fatma, "Bellijst")
    expect(fatma.page.locator("main")).not_to_contain_text("Kapper De Krul")

    fatma.page.goto("/werving")
    fatma.follow("Kapper De Krul")
    fatma.page.locator("summary").filter(has_text="Zet een stap").click()
    fatma.choose("Gevraagd om mee te doen")
    fatma.page.locator("#step-next_on").fill("2026-12-03")
    fatma.press("Bewaar de stap")
    expect(fatma.page.locator("main")).to_contain_text("Weer op donderdag 3 december.")

    barber = hand()
    barber.page.goto("/doe-mee")
    barber.write("Naam van je organisatie", "Kapper De Krul")
    barber.page.locator("[name=kind]").select_option("Bedrijf")
    barber.write("Je naam", "Kees Kam")
    barber.write("Je e-mailadres", "kees@voorbeeld.nl")
    barber.write("Waarom willen jullie meedoen?", "Fatma belde.")
    barber.press("Verder: controleren")
    barber.press("Verstuur de aanvraag")

    fatma.page.goto(path_in(outbox.to("fatma")[-1]))
    expect(fatma.page.locator("[name=lead] option:checked")).to_have_text("Kapper De Krul")
    fatma.choose("Het convenant: deze organisatie kiest een ambassadeur")
    fatma.press("Stuur de link om te tekenen")
    barber.page.goto(path_in(outbox.to("kees@voorbeeld.nl")[-1]))
    barber.follow("Verder: tekenen")
    barber.write("Je functie", "eigenaar")
    barber.choose("Ik mag tekenen voor Kapper De Krul.")
    barber.press("Onderteken")
    fatma.page.goto(path_in(outbox.to("fatma")[-1]))
    fatma.press("Teken ook, voor het pact")

    assert town.one(Lead, Lead.name == "Kapper De Krul").status == "signed"
    assert stands_now(fatma) == before + 1
    fatma.page.goto("/werving/witte-vlekken")
    expect(fatma.page.get_by_role("row").filter(has_text="Bedrijf")).not_to_contain_text("Niemand")
    fatma.page.goto("/werving?fase=signed")
    expect(fatma.page.get_by_role("link", name="Kapper De Krul")).to_be_visible()


def test_a_letter_is_read_and_mailed_and_an_agreement_is_made_and_signed(hand, town, outbox):
    fatma = hand()
    fatma.page.goto("/demo")
    fatma.press("Log in als Fatma")
    fatma.page.goto("/werving")
    fatma.follow("Bakkerij De Krent")
    fatma.follow("Schrijf een brief")
    expect(fatma.page.locator("main")).to_contain_text("Beste Dries Krent,")
    fatma.press("Verstuur per e-mail")
    heading(fatma, "Bakkerij De Krent")
    assert "Beste Dries Krent," in outbox.to("dries@example.nl")[-1].body

    fatma.page.goto("/convenanten")
    fatma.follow("Alle afspraken over gegevens")
    fatma.follow("Nieuwe afspraak")
    fatma.press("Bewaar")
    expect(fatma.page.locator("#errors")).to_contain_text("Kies minstens twee organisaties.")
    fatma.write("Titel", "Te late zorgpremie")
    fatma.write("Welke gegevens, en waarvoor?", "Wie te laat betaalt, om snel hulp te bieden.")
    fatma.write("Waarom mag het?", "Wet gemeentelijke schuldhulpverlening, artikel 3.")
    fatma.choose("Lucrato")
    fatma.choose("Gemeente Heerde")
    fatma.page.locator("[name=starts_on]").fill("2026-11-24")
    fatma.page.locator("[name=ends_on]").fill("2027-11-24")
    fatma.press("Bewaar")
    heading(fatma, "Te late zorgpremie")
    for _party in range(2):
        fatma.follow("Getekend op papier? Zet het erin")
        fatma.write("Wie tekende?", "Thea Pen")
        fatma.write("Functie", "directeur")
        fatma.page.locator("[name=signed_on]").fill("2026-11-24")
        fatma.press("Bewaar de handtekening")
    expect(fatma.page.locator("main")).to_contain_text("Geldt nu")
