"""Places are few: who says yes when it is full waits, and gets the first that comes free. Never more than there are."""

import threading

import pytest
from sqlalchemy import select

from pact.db import db
from pact.meetings.models import Answer, Invitee
from tests.meetings.test_answers import NO, YES, letters

KEYS = ("chantal", "joke", "hanna", "lia")


@pytest.fixture
def meeting(make):
    return make.meeting(*KEYS, capacity=2, title="Kookles")


@pytest.fixture
def say(app, town, meeting):
    """say("joke", YES): she answers by her link; gives what she reads."""

    def answer(key, data):
        with app.app_context():
            wanted = select(Invitee).where(Invitee.meeting_id == meeting.id, Invitee.email == f"{key}@example.nl")
            url = f"/afspraak/{db.session.scalars(wanted).one().token}"
        return app.test_client().post(url, data=data, follow_redirects=True).text

    return answer


def coming(town, meeting):
    rows = town.all(Invitee, Invitee.meeting_id == meeting.id, Invitee.answer == Answer.ACCEPTED)
    return [row.email.partition("@")[0] for row in rows if row.waiting_since is None]


def waiting(town, meeting):
    rows = town.all(Invitee, Invitee.meeting_id == meeting.id, Invitee.waiting_since.is_not(None))
    return [row.email.partition("@")[0] for row in sorted(rows, key=lambda row: row.waiting_since)]


def test_a_waitlisted_person_gets_no_calendar_invitation_until_there_is_a_place(say, town, meeting, outbox):
    """chapter #436 (freeCodeCamp)."""
    for key in ("chantal", "joke"):
        assert "Bewaard: je komt." in say(key, YES)
    for _press in range(2):
        assert "Je staat op de wachtlijst." in say("hanna", YES)
    say("lia", YES)
    assert (coming(town, meeting), waiting(town, meeting)) == (["chantal", "joke"], ["hanna", "lia"])
    first = letters(outbox, meeting)
    assert [(one.to, one.calendar) for one in first] == [("hanna@example.nl", ""), ("lia@example.nl", "")]
    assert first[0].subject == "Je staat op de wachtlijst: Kookles"

    say("joke", NO)
    assert (coming(town, meeting), waiting(town, meeting)) == (["chantal", "hanna"], ["lia"])
    got = letters(outbox, meeting)[-1]
    assert (got.to, got.subject) == ("hanna@example.nl", "Er is een plek voor je: Kookles")
    assert "METHOD:REQUEST" in got.calendar
    assert got.calendar.count("ATTENDEE") == 1
    assert "PARTSTAT=ACCEPTED" in got.calendar.replace("\r\n ", "")

    say("lia", NO)
    assert waiting(town, meeting) == []
    assert "Bewaard: je komt." not in say("joke", YES), "the place is Hanna's"


def test_who_has_a_place_keeps_it_when_there_is_none_for_a_guest(say, town, meeting):
    say("chantal", YES)
    say("joke", YES)
    assert "Voor iemand extra is geen plek meer." in say("joke", YES | {"plus_one": "y"})
    assert coming(town, meeting) == ["chantal", "joke"]
    say("chantal", NO)
    assert "Voor iemand extra" not in say("joke", YES | {"plus_one": "y"})
    assert "Je staat op de wachtlijst." in say("hanna", YES)
    say("joke", YES)
    assert coming(town, meeting) == ["joke", "hanna"], "the place of the guest is the next one's"


def test_places_that_come_another_way_are_given_by_the_clock(say, town, meeting, deliver, sign_in, clock, outbox):
    for key in KEYS:
        say(key, YES)
    rows = {row.email.partition("@")[0]: row.id for row in town.all(Invitee, Invitee.meeting_id == meeting.id)}
    sign_in("fatma").post(f"/bijeenkomsten/{meeting.id}/genodigden/{rows['chantal']}/weg")
    deliver()
    assert (coming(town, meeting)[1:], waiting(town, meeting)) == (["joke", "hanna"], ["lia"])
    assert [one.to for one in letters(outbox, meeting) if "place" in one.template] == ["hanna@example.nl"]


def test_of_all_who_answer_at_once_no_more_come_than_there_are_places(app, town, make):
    meeting = make.meeting(capacity=7)
    with app.app_context():
        rows = [Invitee(meeting_id=meeting.id, name=f"Gast {n}", email=f"gast{n}@example.nl") for n in range(16)]
        db.session.add_all(rows)
        db.session.commit()
        urls = [f"/afspraak/{row.token}" for row in rows]
    together, said = threading.Barrier(len(urls)), []

    def answer(number, url):
        browser = app.test_client()
        browser.get(url)
        together.wait()
        data = YES | ({"plus_one": "y"} if number % 3 == 0 else {})
        said.append(browser.post(url, data=data).status_code)

    people = [threading.Thread(target=answer, args=pair) for pair in enumerate(urls)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert set(said) <= {303, 503}, "a database that is too busy says so"
    rows = town.all(Invitee, Invitee.meeting_id == meeting.id, Invitee.answer == Answer.ACCEPTED)
    places = sum(1 + row.plus_one for row in rows if row.waiting_since is None)
    assert places == 7
    assert len(rows) == said.count(303)
