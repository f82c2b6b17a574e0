"""In a real browser: a poll about themes from the question to the outcome, and a case with a name in it."""

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
    return lambda key=None: kind(open_page(key, js=js, width=390))


def test_a_poll_from_the_question_to_a_meeting(hand, deliver, outbox):
    fatma = hand("fatma")
    fatma.page.goto("/themapeilingen")
    fatma.follow("Nieuwe peiling")
    for number, title in enumerate(("Energie", "Schaamte", "Toeslagen")):
        fatma.page.locator(f"[name=themes-{number}-title]").fill(title)
    fatma.choose("Event/bijeenkomsten")
    fatma.press("Verstuur de peiling")
    expect(fatma.page.get_by_text("4 mensen krijgen een e-mail.")).to_be_visible()

    deliver()
    for key, themes in (("joke", ("Schaamte",)), ("gerrit", ("Energie", "Schaamte"))):
        voter = hand()
        [letter] = [letter for letter in outbox.to(key) if letter.template.endswith("themes/emails/asked.txt")]
        voter.page.goto(letter.links[0])
        for theme in themes:
            voter.choose(theme)
        voter.press("Stem")
        expect(voter.page.get_by_text("Dank je wel. Je stem telt mee.")).to_be_visible()
        expect(voter.page.get_by_label(themes[0], exact=True)).to_be_checked()

    fatma.page.reload()
    expect(fatma.page.get_by_text("2 van de 4 hebben gestemd.")).to_be_visible()
    fatma.follow("Schrijf wat jullie hiermee doen")
    fatma.write("Wat doen we hiermee?", "Een avond over schaamte.")
    fatma.press("Verstuur de uitkomst")
    expect(fatma.page.locator("tbody tr").first).to_contain_text("Schaamte")
    fatma.follow("Maak er een bijeenkomst van")
    expect(fatma.page.get_by_label("Titel")).to_have_value("Schaamte")


def test_a_case_with_a_name_in_it_is_looked_at_again(hand, make):
    meeting = make.meeting("chantal", "joke", days=3)
    chantal = hand("chantal")
    chantal.page.goto(f"/bijeenkomsten/{meeting.id}/casus/nieuw")
    chantal.choose("Schulden of rekeningen")
    chantal.write("Wat speelt er?", "Mevrouw Jansen opent haar post niet.")
    chantal.write("Wat is je vraag?", "Wat helpt?")
    chantal.press("Zet op de agenda")
    expect(chantal.page.locator("#case-doubts li")).to_have_text("Jansen")
    chantal.page.get_by_label("Wat speelt er?").fill("De moeder opent haar post niet.")
    chantal.press("Zet op de agenda")
    expect(chantal.page.get_by_text("De casus staat op de agenda.")).to_be_visible()
    expect(chantal.page.get_by_text("De moeder opent haar post niet.")).to_be_visible()
    joke = hand("joke")
    joke.page.goto(chantal.page.url)
    joke.follow("Schrijf de lessen op")
    joke.write("Was de bejegening steunend?", "Samen de post openen hielp.")
    joke.press("Bewaar")
    expect(joke.page.get_by_text("Samen de post openen hielp.")).to_be_visible()
