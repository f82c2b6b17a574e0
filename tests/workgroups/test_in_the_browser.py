"""In a real browser: somebody asks to join a workgroup, the lead says yes and hands over the lead."""

import pytest
from playwright.sync_api import expect

from tests.referrals.hands import Keyboard, Mouse

WAYS = {"no script": (Mouse, False), "keyboard": (Keyboard, True)}


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.fixture(params=WAYS)
def hand(request, open_page):
    kind, js = WAYS[request.param]
    return lambda: kind(open_page(js=js, width=390))


def enter(hand, name):
    hand.page.goto("/demo")
    hand.press(f"Log in als {name}")


def test_somebody_joins_and_takes_over_the_lead(hand):
    anna, ivo = hand(), hand()
    enter(anna, "Anna")
    anna.follow("Werkgroepen: wie doet mee, en doe zelf mee")
    anna.follow("Event/bijeenkomsten")
    anna.follow("Ik wil meedoen")
    anna.write("Wat wil je doen?", "Ik help graag opbouwen.")
    anna.press("Vraag om mee te doen")
    expect(anna.page.get_by_text("Je krijgt antwoord per e-mail.").first).to_be_visible()

    enter(ivo, "Ivo")
    ivo.page.goto("/werkgroepen/event-bijeenkomsten")
    ivo.follow("Anna de Wit")
    expect(ivo.page.get_by_text("Ik help graag opbouwen.")).to_be_visible()
    ivo.press("Ja, doe mee")
    ivo.follow("Kies een andere trekker")
    ivo.choose("Anna de Wit (Voedselbank)")
    ivo.press("Maak trekker")
    expect(ivo.page.get_by_text("De werkgroep heeft een nieuwe trekker.")).to_be_visible()
    ivo.follow("Taken van de werkgroep")
    ivo.press("Klaar")
    ivo.press("Zet terug")
    expect(ivo.page.get_by_text("De taak staat weer op de lijst.")).to_be_visible()
    ivo.follow("Event/bijeenkomsten")
    ivo.follow("Stap uit de werkgroep")
    ivo.press("Ja, ik stap eruit")

    anna.page.reload()
    expect(anna.page.get_by_role("link", name="Haal uit de werkgroep Joke Prins")).to_be_visible()
    expect(anna.page.get_by_text("Ivo Timmer")).to_have_count(0)
