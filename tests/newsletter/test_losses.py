"""What comes back, and what is called junk: by the mailbox of the site or by a mail service; each counts once."""

import hashlib
import hmac
import json
from datetime import timedelta

import pytest

from pact.dates import now
from pact.db import db
from pact.mail import Letter
from pact.newsletter.models import Delivery, DeliveryState, Issue, IssueLetter, LeftBy, Reader, SignUp, Suppression
from pact.newsletter.readers.losses import bounced
from pact.newsletter.sending.losses import tell
from pact.newsletter.sending.message_ids import message_id
from pact.smtp.replies import Reply
from tests.inbox.reports import report
from tests.newsletter.hands import EMAIL, asked, confirm_path, stamp, wait

SECRET = "een geheim van ons tweeën"

COMPLAINT = """\
From: klachten@mail.example
To: post@samenrondkomen.example.nl
Subject: FW: nieuwsbrief
Message-ID: <klacht{name}@mail.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="grens"

--grens
Content-Type: text/plain

This is an email abuse report.

--grens
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: SomeGenerator/1.0
Version: 1

--grens
Content-Type: message/rfc822

From: Samen Rondkomen <post@samenrondkomen.example.nl>
To: lezer@example.org
Message-ID: <{name}@localhost>

Nieuws.
--grens--
"""


@pytest.fixture
def sent(app, make):
    """sent(reader_id) is one more issue that was delivered there: the delivery and the name of its message."""

    def send(reader_id):
        issue = make.issue()
        with app.app_context():
            letter = IssueLetter(issue_id=issue.id, audience="residents", locale="nl", subject="x", html="x", text="x")
            db.session.add(letter)
            db.session.flush()
            made = Delivery(
                issue_id=issue.id,
                letter_id=letter.id,
                reader_id=reader_id,
                state=DeliveryState.ACCEPTED,
                ended_at=now(),
            )
            db.session.add(made)
            db.session.commit()
            return made.id, message_id(db.session.get(Issue, issue.id).salt, made.id)

    return send


@pytest.fixture
def reader(make):
    return make.reader().id


def again(clock, deliver):
    clock.shift(timedelta(minutes=5))
    deliver()


def state(town, reader):
    row = town.one(Reader, Reader.id == reader)
    return row.left_by, [one.why for one in town.all(Suppression)]


@pytest.mark.parametrize(
    ("said", "left_by", "why", "bounce"),
    [
        ({}, LeftBy.BOUNCE, ["bounce"], "hard"),
        ({"status": "4.2.2"}, None, [], "soft"),
        ({"action": "delayed", "status": "4.4.1"}, None, [], None),
    ],
)
def test_a_newsletter_that_comes_back_is_taken_from_the_mailbox(
    said, left_by, why, bounce, mailbox, reader, sent, clock, deliver, town
):
    delivery, name = sent(reader)
    mailbox.put(report(name, "lezer@example.org", **said))
    mailbox.put(report(name[:-1] + "!", "lezer@example.org", id="b2"))
    again(clock, deliver)
    assert state(town, reader) == (left_by, why)
    assert town.one(Delivery, Delivery.id == delivery).bounce == bounce
    assert mailbox.unread() == 1, "a name that we never gave"


def test_a_complaint_ends_it_and_praise_does_not(mailbox, reader, sent, clock, deliver, town, make):
    happy = make.reader("blij@example.org").id
    _delivery, name = sent(reader)
    _delivery, other = sent(happy)
    mailbox.put(COMPLAINT.format(name=name, kind="abuse"))
    mailbox.put(COMPLAINT.format(name=other, kind="not-spam"))
    again(clock, deliver)
    assert state(town, reader) == (LeftBy.COMPLAINT, ["complaint"])
    assert town.one(Reader, Reader.id == happy).left_at is None
    assert mailbox.unread() == 0


def test_three_soft_ones_in_a_row_and_not_three_in_all(app, reader, sent, town):
    for kind, left in (
        ("soft", None),
        ("soft", None),
        (None, None),
        ("soft", None),
        ("soft", None),
        ("soft", "bounce"),
    ):
        delivery, _name = sent(reader)
        if kind:
            with app.app_context():
                assert bounced(delivery, kind)
                assert not bounced(delivery, kind), "told twice"
                db.session.commit()
        assert state(town, reader) == (left, [])


def test_an_address_that_the_mail_server_refuses_gets_nothing_more(app, reader, sent, town):
    delivery, _name = sent(reader)
    with app.app_context():
        issue_id = db.session.get(Delivery, delivery).issue_id
        tell(reader, issue_id, "RCPT", Reply(554, b"5.7.1 no"))
        db.session.commit()
    assert state(town, reader) == (None, []), "about the message, not about the address"
    assert town.one(Reader, Reader.id == reader).soft_bounces == 1
    with app.app_context():
        tell(reader, issue_id, "RCPT", Reply(550, b"5.1.1 no"))
        db.session.commit()
    assert state(town, reader) == (LeftBy.BOUNCE, ["bounce"])


def test_a_letter_to_confirm_that_comes_back_ends_the_asking(mailbox, client, clock, deliver, town, outbox):
    made = stamp(client)
    wait(clock)
    asked(client, made)
    deliver()
    path = confirm_path(outbox.to(EMAIL)[0])
    from_us = town.one(SignUp)
    assert from_us.ended_at is None
    mailbox.put(report(_letter_of(town, from_us), EMAIL))
    again(clock, deliver)
    assert town.one(SignUp).ended_at
    assert client.get(path).status_code == 404


def _letter_of(town, row):
    return town.one(Letter, Letter.about == f"sign-up {row.salt}").message_id


@pytest.fixture
def service(app):
    """A mail service that tells us."""
    app.config["BOUNCE_SECRET"] = SECRET
    client = app.test_client(use_cookies=False)

    def tell(body, secret=SECRET):
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        mark = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
        return client.post("/nieuws/retour", data=raw, headers={"X-Signature": mark}, csrf=False).status_code

    return tell


def test_a_mail_service_tells_the_same(service, reader, sent, town, make):
    _delivery, name = sent(reader)
    assert service({"message_id": f"<{name}@localhost>", "kind": "hard"}) == 204
    assert state(town, reader) == (LeftBy.BOUNCE, ["bounce"])
    other = make.reader("klaagt@example.org").id
    assert service({"email": "klaagt@example.org", "kind": "complaint"}) == 204
    assert town.one(Reader, Reader.id == other).left_by == LeftBy.COMPLAINT
    assert service({"email": "onbekend@example.org", "kind": "hard"}) == 204


def test_who_does_not_have_the_secret_is_not_heard(app, service, reader, town):
    hard = {"email": "lezer@example.org", "kind": "hard"}
    assert service(hard, secret="geraden") == 403
    assert [service(body) for body in (b"{", b"[]", {"kind": "weg"}, {"kind": ["hard"]}, {"kind": "hard"})] == [
        400,
        400,
        400,
        400,
        204,
    ]
    assert service({"message_id": "n1-" + "a" * 22, "kind": "hard"}) == 204
    app.config["BOUNCE_SECRET"] = ""
    assert service(hard) == 404
    assert town.one(Reader, Reader.id == reader).left_at is None
