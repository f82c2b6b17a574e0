"""The mailbox is read: what machines say is taken, once; what people write stays unread; nothing breaks it."""

import logging
from datetime import timedelta

import pytest

from pact.db import db
from pact.inbox.clock import LARGEST
from pact.inbox.models import InboxMessage, Outcome
from pact.jobs import Job
from pact.mail import Letter, post
from tests.imapserver import Line, MailboxServer
from tests.inbox.reports import report

AWAY = "weg@example.nl"


@pytest.fixture
def letter(app, deliver):
    """The Message-ID of a letter that was sent."""
    with app.app_context():
        made = post(AWAY, "referrals/emails/message.txt", reference="SR-222222", link="http://localhost/")
        db.session.commit()
        message_id = made.message_id
    deliver()
    return message_id


def again(clock, deliver):
    clock.shift(timedelta(minutes=5))
    deliver()


def found(town, message_id):
    return town.one(Letter, Letter.message_id == message_id)


@pytest.mark.parametrize(
    ("said", "bounce"),
    [
        ({}, "hard"),
        ({"status": "4.2.2"}, "soft"),
        ({"kind": "text/rfc822-headers"}, "hard"),
        ({"action": "delayed", "status": "4.4.1"}, None),
    ],
)
def test_a_letter_that_comes_back_is_noted(said, bounce, mailbox, letter, clock, deliver, town):
    mailbox.put(report(letter, AWAY, **said))
    again(clock, deliver)
    assert found(town, letter).bounce == bounce
    assert mailbox.unread() == 0
    assert town.one(InboxMessage).outcome == Outcome.TAKEN


def test_what_is_not_for_machines_stays_unread_and_is_looked_at_once(mailbox, letter, clock, deliver, town, outbox):
    before = len(outbox)
    mailbox.put("From: anna@example.nl\r\nSubject: Vraag\r\nMessage-ID: <1@x>\r\n\r\nIk heb een vraag.\r\n")
    mailbox.put("From: buiten@example.nl\r\nAuto-Submitted: auto-replied\r\nSubject: Afwezig\r\n\r\nIk ben weg.\r\n")
    mailbox.put(report("iemand-anders", AWAY, id="b2"))  # a letter that is not ours
    mailbox.put(report(letter, AWAY, host="elders.example", id="b3"))
    again(clock, deliver)
    again(clock, deliver)
    assert mailbox.unread() == 4
    assert [row.outcome for row in town.all(InboxMessage)] == [Outcome.LEFT] * 4
    assert found(town, letter).bounced_at is None
    assert len(outbox) == before, "mail is never answered"


def test_a_report_that_is_delivered_twice_counts_once(mailbox, letter, clock, deliver, town):
    mailbox.put(report(letter, AWAY))
    again(clock, deliver)
    first = found(town, letter).bounced_at
    mailbox.put(report(letter, AWAY))
    again(clock, deliver)
    assert found(town, letter).bounced_at == first
    assert mailbox.unread() == 0


def nested(depth):
    return b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(depth))


HOSTILE = {
    "no header at all": b"\xff\xfe\x00 niets",
    "not UTF-8": "From: =?utf-8?q?=ff=fe?= <a@example.nl>\r\nSubject: caf\xe9\r\n\r\n\xff\xfe".encode("latin-1"),
    "no boundary comes": b'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n--y',
    "parts in parts": nested(60),
    "an unknown alphabet": b"Content-Type: text/calendar; charset=klingon; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\n",
    "many addresses": b"From: " + b"a@example.nl, " * 5000 + b"\r\n\r\n",
    "a calendar that is none": b"Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VEVENT\r\nUID;X=\"\r\n",
    "a report of nothing": b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n"
    b"--x\r\nContent-Type: message/delivery-status\r\n\r\nAction\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n--x--",
}  # fmt: skip


def test_hostile_mail_stays_unread_and_holds_up_nothing(mailbox, letter, clock, deliver, town, caplog):
    for raw in HOSTILE.values():
        mailbox.put(raw)
    mailbox.put(report(letter, AWAY))
    with caplog.at_level(logging.DEBUG):
        again(clock, deliver)
    assert mailbox.unread() == len(HOSTILE)
    assert found(town, letter).bounce == "hard"
    assert "caf" not in caplog.text
    assert AWAY not in caplog.text


def test_a_giant_message_is_not_fetched(mailbox, letter, clock, deliver, town):
    mailbox.put(report(letter, AWAY) + "x" * LARGEST)
    again(clock, deliver)
    assert town.one(InboxMessage).outcome == Outcome.TOO_LARGE
    assert mailbox.unread() == 1


def test_a_line_that_breaks_anywhere_loses_nothing_and_doubles_nothing(
    app, mailbox, letter, clock, deliver, town, caplog
):
    mailbox.put(report(letter, AWAY))
    mailbox.put("From: anna@example.nl\r\nSubject: Vraag\r\n\r\nEen vraag.\r\n")
    for after in (10, 200, 500, 700, 800, 1000, 1500, 2200, 2400, 2600):
        line = Line(mailbox.port, after)
        app.config["INBOX_URL"] = MailboxServer.url_at(line.port)
        again(clock, deliver)
        line.close()
    app.config["INBOX_URL"] = mailbox.url
    again(clock, deliver)
    assert found(town, letter).bounce == "hard"
    assert mailbox.unread() == 1
    assert len(town.all(InboxMessage)) == 2
    assert "the mailbox is away" in caplog.text


def test_a_mailbox_that_is_away_holds_up_no_other_work(app, clock, deliver, town):
    app.config["INBOX_URL"] = "imap://post:geheim@127.0.0.1:9/INBOX"
    deliver()
    job = town.one(Job, Job.kind == "read-inbox")
    assert job.done_at
    assert job.trouble == "Away"


def test_what_was_looked_at_is_forgotten(mailbox, letter, clock, deliver, town):
    mailbox.put(report(letter, AWAY))
    again(clock, deliver)
    clock.shift(timedelta(days=61))
    deliver()
    assert town.all(InboxMessage) == []
