"""In a real browser: somebody lets a meeting come back, leaves one day out, and puts it all in a calendar."""

import re

import pytest
from playwright.sync_api import expect

from tests.referrals.hands import Keyboard, Mouse

WAYS = {"no script": (Mouse, False), "keyboard": (Keyboard, True)}


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.fixture(params=WAYS)
def ivo(request, open_page):
    kind, js = WAYS[request.param]
    hand = kind(open_page(js=js, width=390))
    hand.page.goto("/demo")
    hand.press("Log in als Ivo")
    return hand


def test_a_meeting_comes_back_without_one_day_and_is_in_the_calendar_of_a_telephone(ivo):
    page = ivo.page
    page.goto("/bijeenkomsten")
    ivo.follow("Overleg Event/bijeenkomsten")
    ivo.follow("Laat deze bijeenkomst vaker terugkomen")
    ivo.press("Verder: bekijk de dagen")
    expect(page.get_by_role("link", name="Kies hoe vaak.")).to_be_visible()
    ivo.choose("om de week op donderdag")
    ivo.write("Hoeveel keer?", "4")
    ivo.press("Verder: bekijk de dagen")
    page.get_by_label("donderdag 17 december, 10:00–11:30").uncheck()
    ivo.press("Maak de reeks en verstuur")
    expect(page.get_by_text("De reeks staat klaar.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("10:00–11:30"))).to_have_count(3)
    expect(page.get_by_text("17 december")).to_have_count(0)
    page.goto("/bijeenkomsten")
    ivo.follow("Agenda op je telefoon")
    ivo.press("Maak mijn link")
    expect(page.get_by_role("link", name="Zet in mijn agenda")).to_have_attribute("href", re.compile("^webcal://"))
    ivo.press("Stop met mijn link")
    expect(page.get_by_text("De link werkt niet meer.")).to_be_visible()
