"""Whatever is pressed twice counts once and answers the same twice; other words are lost to nobody (E6)."""

import re
from datetime import timedelta
from functools import partial

import pytest

from pact.dates import today
from pact.db import db
from pact.jobs import run_due
from pact.once import SentForm
from pact.referrals.models import Handover, Message, Move, Referral, Tip
from tests.referrals.reading import Page
from tests.referrals.test_races import at_once

#: From which state, by whom, on which page, to which address, and what is typed.
FORMS = [
    ("accepted", "chantal", "", "bericht", {"text": "Morgen bel ik."}),
    ("accepted", "anna", "", "bericht", {"text": "Dank je wel."}),
    ("accepted", "chantal", "", "stand", {"report": "helped", "said": "Het is gelukt."}),
    ("accepted", "chantal", "", "stand", {"report": "in_contact"}),
    ("requested", "chantal", "", "wachtlijst", {"until": (today() + timedelta(days=10)).isoformat()}),
    ("requested", "chantal", "/terugsturen", "terugsturen", {"reason": "no_capacity", "who_can": "De kerk."}),
    ("accepted", "anna", "/intrekken", "intrekken", {"reason": "mistake"}),
]
BUTTONS = [
    ("requested", "chantal", "oppakken"),
    ("accepted", "daan", "overnemen"),
    ("completed", "chantal", "heropenen"),
    ("accepted", "anna", "stoppen"),
]


def mark_on(browser, url, action):
    """The mark in the form on this page that goes to this address."""
    forms = [form for form in browser.get(url).text.split("<form ")[1:] if 'name="once"' in form]
    form = next((form for form in forms if f'action="{action}"' in form), forms[0])
    return re.search(r'name="once" value="([^"]+)"', form)[1]


def what_is(town, made, outbox):
    """All that a deed leaves behind."""
    row = town.one(Referral, Referral.id == made.id)
    counted = [len(town.all(model, model.referral_id == made.id)) for model in (Move, Message, Handover)]
    return row.status, row.held_times, *counted, len(outbox)


@pytest.mark.parametrize(("state", "who", "at", "path", "typed"), FORMS, ids=[f"{one[3]}-{one[1]}" for one in FORMS])
def test_a_form_that_comes_twice_counts_once(state, who, at, path, typed, make, sign_in, town, outbox, clock):
    made, browser = make.referral(state), sign_in(who)
    url = f"/doorverwijzingen/{made.reference}"
    if "until" in typed:
        typed = typed | {"until": (today() + timedelta(days=10)).isoformat()}
    sent = typed | {"once": mark_on(browser, url + at, f"{url}/{path}")}
    first = browser.post(f"{url}/{path}", data=sent)
    assert first.status_code in (200, 303)
    left = what_is(town, made, outbox)
    again = [browser.post(f"{url}/{path}", data=sent) for _ in range(3)]
    assert {(one.status_code, one.location) for one in again} == {(first.status_code, first.location)}
    assert what_is(town, made, outbox) == left


@pytest.mark.parametrize(("state", "who", "path"), BUTTONS, ids=[one[2] for one in BUTTONS])
def test_a_button_pressed_twice_is_as_good_as_once(state, who, path, make, sign_in, town, outbox):
    made, browser = make.referral(state), sign_in(who)
    answers = [browser.post(f"/doorverwijzingen/{made.reference}/{path}") for _ in range(2)]
    assert len({(answer.status_code, answer.location) for answer in answers}) == 1
    assert answers[0].status_code == 303
    moved = town.all(Move, Move.referral_id == made.id)
    assert len(moved) == len({(move.before, move.after, move.at) for move in moved})
    assert len([letter for letter in outbox if letter.to == "anna@example.nl"]) <= 1


def test_twenty_at_once_are_one(make, sign_in, town, outbox):
    made, browser = make.referral("accepted"), sign_in("chantal")
    url = f"/doorverwijzingen/{made.reference}"
    sent = {"text": "Morgen bel ik.", "once": mark_on(browser, url, f"{url}/bericht")}
    browsers = [sign_in("chantal") for _ in range(20)]
    answers = at_once(*[partial(one.post, f"{url}/bericht", data=sent) for one in browsers])
    assert {answer.status_code for answer in answers} == {303}
    assert len(town.all(Message, Message.referral_id == made.id)) == 1
    assert len(outbox.to("anna")) == 1


def test_other_words_from_the_same_form_are_another_message(make, sign_in, town):
    """Who goes back in the browser and writes something else loses nothing."""
    made, browser = make.referral("accepted"), sign_in("chantal")
    url = f"/doorverwijzingen/{made.reference}"
    mark = mark_on(browser, url, f"{url}/bericht")
    for words in ("Morgen bel ik.", "Morgen bel ik om tien uur."):
        assert browser.post(f"{url}/bericht", data={"text": words, "once": mark}).status_code == 303
    assert len(town.all(Message, Message.referral_id == made.id)) == 2


def test_what_was_wrong_the_first_time_can_be_sent_again_from_the_same_form(make, sign_in, town):
    made, browser = make.referral("accepted"), sign_in("chantal")
    url = f"/doorverwijzingen/{made.reference}"
    mark = mark_on(browser, url, f"{url}/bericht")
    assert [browser.post(f"{url}/bericht", data={"text": "", "once": mark}).status_code for _ in range(2)] == [422, 422]
    assert browser.post(f"{url}/bericht", data={"text": "Nu wel.", "once": mark}).status_code == 303
    assert len(town.all(Message, Message.referral_id == made.id)) == 1


def test_a_tip_is_counted_once(sign_in, town):
    browser, before = sign_in("anna"), len(town.all(Tip))
    sent = {"topic": "debt", "once": mark_on(browser, "/doorverwijzen/tip", "/doorverwijzen/tip")}
    answers = [browser.post("/doorverwijzen/tip", data=sent) for _ in range(2)]
    assert [answer.location for answer in answers] == ["/vandaag", "/vandaag"]
    assert len(town.all(Tip)) == before + 1
    assert "Geteld." in Page(browser.get("/vandaag")).words


def test_what_was_sent_is_forgotten_after_a_day(app, make, sign_in, town, clock):
    made, browser = make.referral("accepted"), sign_in("chantal")
    url = f"/doorverwijzingen/{made.reference}"
    browser.post(f"{url}/bericht", data={"text": "Dag.", "once": mark_on(browser, url, f"{url}/bericht")})
    assert len(town.all(SentForm)) == 1
    clock.shift(timedelta(days=2))
    with app.app_context():
        run_due()
        db.session.remove()
    assert town.all(SentForm) == []
