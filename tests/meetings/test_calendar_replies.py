"""«Accepteren» in a calendar program: its reply is read from a real mailbox into who comes."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from pact.dates import now
from pact.db import db
from pact.mail import Letter
from pact.meetings.models import Answer, AnsweredBy, Invitee, Meeting
from tests.inbox.reports import report
from tests.meetings.test_answers import YES, letters

REPLY = """\
From: {sender}
To: post@samenrondkomen.example.nl
Subject: Geaccepteerd: Koffie
Message-ID: <{id}@gmail.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="grens"

--grens
Content-Type: multipart/alternative; boundary="twee"

--twee
Content-Type: text/plain; charset=UTF-8

Joke heeft geaccepteerd.

--twee
Content-Type: text/calendar; charset="UTF-8"; method=REPLY

{calendar}
--twee--
--grens
Content-Type: application/ics; name="invite.ics"

{calendar}
--grens--
"""
CALENDAR = """\
BEGIN:VCALENDAR
PRODID:-//Een programma//NL
VERSION:2.0
METHOD:{method}
BEGIN:VEVENT
UID:{uid}
SEQUENCE:{sequence}
DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}
DTSTART:20261208T090000Z
ORGANIZER:mailto:post@samenrondkomen.example.nl
ATTENDEE;CN=Joke;PARTSTAT={said}:mailto:{attendee}
{more}END:VEVENT
END:VCALENDAR"""
_number = iter(range(10**6))


@pytest.fixture
def meeting(make):
    return make.meeting("chantal", "joke", title="Koffie")


@pytest.fixture
def reply(mailbox, meeting, clock, deliver):
    """reply("ACCEPTED"): Joke's program answers, and the mailbox is read."""

    def answer(said="ACCEPTED", *, sender="Joke <joke@example.nl>", attendee="joke@example.nl", comment="", **other):
        values = {"uid": f"{meeting.uid}@pact", "sequence": 0, "stamp": now(), "method": "REPLY"} | other
        more = f"COMMENT:{comment}\r\n" if comment else ""
        calendar = CALENDAR.format(said=said, attendee=attendee, more=more, **values)
        raw = REPLY.format(sender=sender, calendar=calendar, id=f"m{next(_number)}")
        mailbox.put(re.sub("\r?\n", "\r\n", raw))
        clock.shift(timedelta(minutes=5))
        deliver()

    return answer


@pytest.fixture
def joke(town, meeting):
    return lambda: town.one(Invitee, Invitee.meeting_id == meeting.id, Invitee.email == "joke@example.nl")


def test_a_reply_of_a_calendar_is_an_answer(reply, joke, mailbox, outbox, meeting):
    """Indico #6315."""
    reply("ACCEPTED", comment="Ik kom iets later")
    row = joke()
    assert (row.answer, row.answered_by, row.note) == (Answer.ACCEPTED, AnsweredBy.CALENDAR, "Ik kom iets later")
    assert mailbox.unread() == 0
    reply("DECLINED", attendee="JOKE@Example.NL", sender="joke@EXAMPLE.nl")
    assert joke().answer == Answer.DECLINED
    reply("TENTATIVE")
    assert joke().answer == Answer.TENTATIVE
    assert letters(outbox, meeting) == [], "mail is not answered"


def test_a_reply_counts_only_from_who_was_invited(reply, joke, mailbox, town, meeting):
    reply(sender="chantal@example.nl")
    reply(sender="joke@example.nl, chantal@example.nl")
    reply(attendee="iemand@example.nl", sender="iemand@example.nl")
    reply(uid="een-ander@pact")
    reply(uid=f"{meeting.uid}@elders.example")
    reply(method="REQUEST")
    reply(said="DELEGATED")
    assert joke().answer == Answer.NEEDS_ACTION
    assert mailbox.unread() == 7


def test_what_is_older_than_the_last_answer_changes_nothing(reply, joke, mailbox, app, meeting, clock):
    reply("ACCEPTED")
    reply("DECLINED", stamp=now() - timedelta(hours=2))
    assert joke().answer == Answer.ACCEPTED
    reply("TENTATIVE", stamp=datetime(2099, 1, 1, tzinfo=UTC))
    assert joke().answer == Answer.TENTATIVE
    reply("DECLINED")
    assert joke().answer == Answer.DECLINED, "a clock that was ahead shuts nobody out"
    before = now()
    clock.shift(timedelta(minutes=5))
    with app.app_context():
        token = db.session.scalars(select(Invitee).where(Invitee.id == joke().id)).one().token
    app.test_client().post(f"/afspraak/{token}", data=YES)
    reply("DECLINED", stamp=before)
    assert joke().answer == Answer.ACCEPTED, "by link she answered later"
    assert mailbox.unread() == 0


def test_an_answer_to_another_day_than_it_is_now_changes_nothing(reply, joke, sign_in, town, meeting, mailbox):
    with sign_in("fatma").application.app_context():
        row = db.session.get(Meeting, meeting.id)
        row.sequence = 2
        db.session.commit()
    reply("ACCEPTED", sequence=1)
    assert joke().answer == Answer.NEEDS_ACTION
    reply("ACCEPTED", sequence=2)
    assert joke().answer == Answer.ACCEPTED


def test_when_it_is_full_a_reply_waits_too_and_hears_of_it_once(reply, joke, make, app, meeting, outbox):
    with app.app_context():
        db.session.get(Meeting, meeting.id).capacity = 1
        chantal = db.session.scalars(
            select(Invitee).where(Invitee.meeting_id == meeting.id, Invitee.email == "chantal@example.nl")
        ).one()
        db.session.commit()
        token = chantal.token
    app.test_client().post(f"/afspraak/{token}", data=YES)
    reply("ACCEPTED")
    reply("ACCEPTED")
    assert joke().waiting_since
    assert [one.template.rpartition("/")[2] for one in letters(outbox, meeting)] == ["waiting.txt"]


def test_a_number_of_a_person_in_a_comment_is_not_kept(reply, joke):
    reply("DECLINED", comment="voor 111222333")
    assert joke().note == ""
    assert joke().answer == Answer.DECLINED


def test_a_letter_that_comes_back_later_is_seen_beside_the_name(sign_in, meeting, mailbox, deliver, clock, joke, town):
    """hitobito #3053."""
    sign_in("fatma").post(f"/bijeenkomsten/{meeting.id}/wie-komt/herinneren")
    deliver()
    letter = town.all(Letter, Letter.about == f"meeting {meeting.id}")
    for number, one in enumerate(letter):  # the address of a letter that left is wiped: the report names it
        mailbox.put(report(one.message_id, "joke@example.nl" if number == 1 else "elders@example.nl", id=f"r{number}"))
    clock.shift(timedelta(minutes=5))
    deliver()
    assert joke().bounced_at
    page = sign_in("fatma").get(f"/bijeenkomsten/{meeting.id}/wie-komt").text
    assert page.count("De e-mail kwam niet aan") == 1
