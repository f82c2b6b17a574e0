"""A letter leaves when its deed is committed, once, whatever the mail server does meanwhile."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from time_machine import Traveller

from pact import mail
from pact.db import db
from pact.jobs import BACKOFF
from pact.keys import DataKey
from pact.mail import Letter
from tests.mailserver import MailServer
from tests.visitors import Outbox

Write = Callable[..., int]
Deliver = Callable[[], int]


def letter(app: Flask, id: int) -> Letter:
    with app.app_context():
        found = db.session.get_one(Letter, id)
        db.session.expunge(found)
        return found


def test_no_commit_no_letter(
    app: Flask, write: Write, outbox: Outbox, deliver: Deliver, smtp_server: MailServer
) -> None:
    with app.app_context():
        mail.post("iemand@example.nl", "ground/letter.txt", name="Truus", link="x")
        db.session.rollback()
    deliver()
    assert len(outbox) == 0
    assert smtp_server.messages == []


def test_the_first_line_is_the_subject_and_the_rest_the_words(
    write: Write, outbox: Outbox, deliver: Deliver, smtp_server: MailServer
) -> None:
    write("truus@example.nl")
    assert outbox[0].subject == "Er is nieuws voor Truus"
    deliver()
    (got,) = smtp_server.messages
    assert (got.to, got.sender) == ("truus@example.nl", "post@samenrondkomen.example.nl")
    assert got.subject == outbox[0].subject
    assert got.body.replace("\r\n", "\n") == "Hallo Truus,\n\nKijk op http://localhost/.\n"
    assert got.message["Auto-Submitted"] == "auto-generated"
    assert got.message["Reply-To"] is None


def test_what_has_left_is_wiped(app: Flask, write: Write, deliver: Deliver, smtp_server: MailServer) -> None:
    id = write()
    assert letter(app, id).sealed is not None
    deliver()
    gone = letter(app, id)
    assert gone.sent_at is not None
    assert gone.sealed is None


def test_neither_address_nor_words_are_readable_in_the_database(app: Flask, write: Write) -> None:
    sealed = letter(app, write("truus@example.nl")).sealed
    assert sealed is not None
    assert b"truus" not in sealed
    assert b"nieuws" not in sealed


def test_a_mail_server_that_is_down_for_an_hour_costs_no_letter(
    write: Write, deliver: Deliver, smtp_server: MailServer, clock: Traveller
) -> None:
    smtp_server.stop()
    for number in range(5):
        write(f"p{number}@example.nl")
    for _minute in range(12):
        deliver()
        clock.shift(timedelta(minutes=5))
    smtp_server.start()
    for _minute in range(6):
        clock.shift(timedelta(minutes=15))
        deliver()
    assert sorted(got.to for got in smtp_server.messages) == [f"p{number}@example.nl" for number in range(5)]


@pytest.mark.parametrize("answer", ["421 busy", "450 later", "451 local error", "452 no room"])
@pytest.mark.parametrize("on_data", [False, True], ids=["at RCPT", "at DATA"])
def test_not_now_is_tried_again_and_arrives_once(
    write: Write, deliver: Deliver, smtp_server: MailServer, clock: Traveller, answer: str, on_data: bool
) -> None:
    smtp_server.on_data = on_data
    smtp_server.answers["slow@example.nl"] = [answer, answer]
    write("slow@example.nl")
    write("quick@example.nl")
    deliver()
    assert [got.to for got in smtp_server.messages] == ["quick@example.nl"]
    for _try in range(3):
        clock.shift(timedelta(minutes=6))
        deliver()
    assert [got.to for got in smtp_server.messages] == ["quick@example.nl", "slow@example.nl"]


@pytest.mark.parametrize("answer", ["550 nobody here", "552 too big", "554 no"])
@pytest.mark.parametrize("on_data", [False, True], ids=["at RCPT", "at DATA"])
def test_never_is_not_tried_again_and_holds_up_nobody(
    app: Flask, write: Write, deliver: Deliver, smtp_server: MailServer, clock: Traveller, answer: str, on_data: bool
) -> None:
    smtp_server.on_data = on_data
    smtp_server.answers["gone@example.nl"] = [answer]
    refused = write("gone@example.nl")
    write("quick@example.nl")
    deliver()
    clock.shift(timedelta(days=2))
    deliver()
    assert [got.to for got in smtp_server.messages] == ["quick@example.nl"]
    assert letter(app, refused).failed_at is not None


def test_after_a_day_of_not_now_the_letter_is_failed_and_visible(
    app: Flask, write: Write, deliver: Deliver, smtp_server: MailServer, clock: Traveller
) -> None:
    smtp_server.answers["*"] = ["451 later"] * 50
    id = write()
    for wait in BACKOFF:
        deliver()
        clock.shift(wait + timedelta(seconds=1))
    deliver()
    assert letter(app, id).failed_at is not None
    assert smtp_server.messages == []


def test_a_letter_the_server_took_is_not_sent_again_when_the_worker_died_before_noting_it(
    app: Flask, write: Write, deliver: Deliver, smtp_server: MailServer
) -> None:
    id = write()
    with app.app_context():  # as it stands after the server's yes and before our commit
        waiting = db.session.get_one(Letter, id)
        waiting.sending_at = waiting.created_at
        mail.acknowledge(waiting)
        db.session.commit()
    deliver()
    assert smtp_server.messages == []
    assert letter(app, id).sent_at is not None


def test_a_letter_without_a_receipt_goes_again_under_the_same_message_id(
    app: Flask, write: Write, deliver: Deliver, smtp_server: MailServer
) -> None:
    id = write()
    with app.app_context():
        waiting = db.session.get_one(Letter, id)
        waiting.sending_at = waiting.created_at
        db.session.commit()
        content = waiting.content
        assert content
        mail._send(waiting, content)
    deliver()
    assert len(smtp_server.messages) == 2
    assert len({got.id for got in smtp_server.messages}) == 1


def test_a_letter_that_is_called_back_does_not_leave(
    app: Flask, write: Write, deliver: Deliver, smtp_server: MailServer
) -> None:
    id = write(about="referral SR-7K2MPX")
    other = write(about="referral SR-OTHER2")
    with app.app_context():
        mail.cancel_letters_about("referral SR-7K2MPX")
        db.session.commit()
    deliver()
    assert len(smtp_server.messages) == 1
    assert letter(app, id).cancelled_at is not None
    assert letter(app, id).sealed is None
    assert letter(app, other).sent_at is not None


def test_a_letter_to_a_resident_dies_with_the_record_it_is_about(
    app: Flask, write: Write, deliver: Deliver, smtp_server: MailServer
) -> None:
    with app.app_context():
        key = DataKey.make()
        db.session.add(key)
        db.session.commit()
        key_id = key.id
    with app.app_context():
        mail.post("0699887766", "ground/letter.txt", name="x", link="y", data_key=db.session.get_one(DataKey, key_id))
        db.session.commit()
    with app.app_context():
        db.session.get_one(DataKey, key_id).destroy()
        db.session.commit()
    deliver()
    assert smtp_server.messages == []


@pytest.mark.parametrize(
    "name",
    [
        "Truus\r\nBcc: all@example.nl",
        "Truus\nBcc: all@example.nl",
        "Truus\n\nEerst de tekst",
        "Truus\0",
        "=?utf-8?q?x?=",
    ],
)
def test_no_text_can_add_a_header_or_a_recipient(
    app: Flask, write: Write, deliver: Deliver, smtp_server: MailServer, name: str
) -> None:
    with app.app_context():
        mail.post("truus@example.nl", "ground/letter.txt", name=name, link="x")
        db.session.commit()
    deliver()
    assert {got.to for got in smtp_server.messages} <= {"truus@example.nl"}
    for got in smtp_server.messages:
        assert got.message["Bcc"] is None
        assert len(got.message.get_all("Subject", [])) == 1


def test_a_letter_with_an_appointment_is_an_invitation_to_every_program(
    write: Write, deliver: Deliver, smtp_server: MailServer
) -> None:
    """As another way to say the same beside the words, with its method; and as a file to click on (RFC 6047)."""
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:{}\r\nX-TITLE:METHOD:CANCEL é\r\nEND:VCALENDAR\r\n"
    write(calendar=calendar.format("REQUEST"))
    write(calendar=calendar.format("CANCEL"))
    deliver()
    for got, method in zip(smtp_server.messages, ("REQUEST", "CANCEL"), strict=True):
        assert got.body.startswith("Hallo Truus,")
        words, file = got.message.iter_parts()
        plain, beside = words.iter_parts()  # type: ignore[union-attr]
        assert words.get_content_type() == "multipart/alternative"
        assert (plain.get_content_type(), beside.get_content_type()) == ("text/plain", "text/calendar")
        assert (beside.get_param("method"), beside.get_content_charset()) == (method, "utf-8")
        assert beside.get_payload(decode=True).decode() == calendar.format(method)
        assert (file.get_content_type(), file.get_filename()) == ("application/ics", "afspraak.ics")
        assert file.get_payload(decode=True).decode() == calendar.format(method)
