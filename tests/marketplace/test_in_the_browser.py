"""On a phone: the food bank asks, the library answers, and it worked. With a mouse, without script, by keyboard."""

import pytest
from playwright.sync_api import expect

from pact.marketplace.models import Notice
from tests.referrals.hands import Keyboard, Mouse

WAYS = {"mouse": (Mouse, True), "no script": (Mouse, False), "keyboard": (Keyboard, True)}


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.mark.parametrize("way", WAYS)
def test_an_ask_is_answered(way, open_page, town, outbox):
    kind, js = WAYS[way]

    def enter(name):
        hand = kind(open_page(js=js, width=390))
        hand.page.goto("/demo")
        hand.press(f"Log in als {name}")
        hand.follow("Marktplaats: wat partners vragen en aanbieden")
        return hand

    anna, hanna = enter("Anna"), enter("Hanna")
    anna.follow("Plaats een bericht")
    anna.choose("Gevraagd")
    anna.write("Titel", "Vrieskist gezocht")
    anna.write("Waar gaat het om?", "Onze vriezer is vol.")
    anna.press("Plaats het bericht")
    expect(anna.page.get_by_role("heading", level=1)).to_have_text("Vrieskist gezocht")

    hanna.page.reload()
    hanna.follow("Vrieskist gezocht")
    hanna.follow("Antwoord")
    hanna.write("Je antwoord", "Op zolder staat er een.")
    hanna.choose("Geef mijn e-mailadres en telefoonnummer door")
    hanna.press("Verstuur het antwoord")
    expect(hanna.page.get_by_text("Je hebt al geantwoord.")).to_be_visible()

    anna.page.goto(outbox.to("anna")[-1].links[-1])
    expect(anna.page.get_by_text("hanna@example.nl")).to_be_visible()
    anna.choose("Het is gelukt")
    anna.press("Haal het weg")
    expect(anna.page.get_by_text("Gelukt", exact=True)).to_be_visible()
    [notice] = town.all(Notice, Notice.title == "Vrieskist gezocht")
    assert (notice.ending, notice.closed_by_id) == ("worked", town.anna.id)
    assert anna.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
