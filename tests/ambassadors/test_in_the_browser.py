"""A new ambassador on a phone: from «Vandaag» through the five steps, with a mouse, without script, by keyboard."""

import pytest
from playwright.sync_api import expect

from pact.ambassadors.models import Pledge, StepTaken
from tests.referrals.hands import Keyboard, Mouse

WAYS = {"mouse": (Mouse, True), "no script": (Mouse, False), "keyboard": (Keyboard, True)}


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.mark.parametrize("way", WAYS)
def test_hanna_finishes_her_five_steps(way, open_page, town, outbox):
    kind, js = WAYS[way]
    hanna = kind(open_page(js=js, width=390))
    page = hanna.page
    page.goto("/demo")
    hanna.press("Log in als Hanna")
    hanna.follow("Bibliotheek")
    hanna.press("Mijn gegevens kloppen")
    hanna.follow("Open de uitleg")
    hanna.press("Ik heb de uitleg gelezen")
    hanna.follow("Doe een toezegging")
    hanna.write("Wat gaan jullie doen?", "Wij vertellen elke nieuwe collega over het pact.")
    page.get_by_label("Wanneer kijk je terug?").fill("2027-03-01")  # a day opens a window of the system
    hanna.press("Bewaar de toezegging")
    hanna.follow("Open de poster")
    hanna.press("De poster hangt")
    hanna.follow("Kies een dag")
    page.get_by_label("Wanneer?").fill("2026-12-03")
    hanna.press("Zet de afspraak erin")
    expect(page.get_by_text("Je bent klaar om te beginnen.")).to_be_visible()
    expect(page.get_by_text("Nog doen")).to_have_count(0)
    assert len(town.all(StepTaken, StepTaken.person_id == town.hanna.id)) == 5
    [pledge] = town.all(Pledge, Pledge.organisation_id == town.bibliotheek.id)
    assert (pledge.made_by_id, str(pledge.follow_up_on)) == (town.hanna.id, "2027-03-01")
    assert len(outbox.to("fatma")) == 1
    hanna.press("Zet mijn naam op de site")
    page.goto("/convenanten")
    expect(page.get_by_text("Ambassadeur: Hanna Smit")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
