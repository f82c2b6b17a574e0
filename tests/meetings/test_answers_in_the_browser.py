"""In a real browser, on a phone: a yes by link, a waiting list, a no that makes a place, and one who called."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from pact.db import db
from pact.meetings.models import Invitee
from tests.referrals.hands import Keyboard, Mouse

WAYS = {"no script": (Mouse, False), "keyboard": (Keyboard, True)}


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.fixture(params=WAYS)
def hand(request, open_page):
    kind, js = WAYS[request.param]
    return lambda: kind(open_page(js=js, width=390))


def test_who_comes(hand, open_page, app, make):
    meeting = make.meeting("joke", "hanna", "lia", capacity=1, title="Kookles")

    def guest(key):
        with app.app_context():
            wanted = select(Invitee).where(Invitee.meeting_id == meeting.id, Invitee.email == f"{key}@example.nl")
            token = db.session.scalars(wanted).one().token
        at_home = hand()
        at_home.page.goto(f"/afspraak/{token}")
        return at_home

    joke, hanna, fatma = guest("joke"), guest("hanna"), Mouse(open_page(width=390))
    joke.press("Bewaar mijn antwoord")
    expect(joke.page.get_by_role("link", name="Kies of je komt.")).to_be_visible()
    joke.choose("Ik kom")
    joke.write("Moeten we ergens rekening mee houden? (niet verplicht)", "Geen noten")
    joke.press("Bewaar mijn antwoord")
    expect(joke.page.get_by_text("Bewaard: je komt. Tot dan!")).to_be_visible()
    hanna.choose("Ik kom")
    hanna.press("Bewaar mijn antwoord")
    expect(hanna.page.get_by_text("Je staat op de wachtlijst.").first).to_be_visible()

    fatma.page.goto("/demo")
    fatma.press("Log in als Fatma")
    fatma.page.goto(f"/bijeenkomsten/{meeting.id}/wie-komt")
    expect(fatma.page.get_by_text("Alle plekken zijn bezet.")).to_be_visible()
    expect(fatma.page.get_by_text("Geen noten")).to_be_visible()
    fatma.follow("Schrijf een antwoord op Lia Postma")
    fatma.choose("Komt niet")
    fatma.press("Bewaar het antwoord")
    expect(fatma.page.get_by_text("Het antwoord van Lia Postma is bewaard.")).to_be_visible()

    joke.choose("Ik kom niet")
    joke.press("Bewaar mijn antwoord")
    expect(joke.page.get_by_text("Je komt niet.")).to_be_visible()
    hanna.page.reload()
    expect(hanna.page.get_by_text("Je komt.", exact=True)).to_be_visible()
    expect(hanna.page.get_by_role("link", name="Zet in mijn agenda")).to_be_visible()
    fatma.page.reload()
    expect(fatma.page.get_by_text("1 persoon komt, 2 komen niet.")).to_be_visible()
