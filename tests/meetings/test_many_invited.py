"""Many are invited: the worker writes and sends the letters while pages answer, and nobody sees another's address."""

import os
import re
import statistics
import subprocess
import sys
import time

import pytest
from sqlalchemy import select

from pact.db import db
from pact.jobs import Job
from pact.meetings.models import Invitee
from tests.mailserver import MailServer

ADDRESS = re.compile(rb"[\w.+-]+@elders\.example")


@pytest.fixture
def app(make_app):
    """Not at the bench's moment but now: the worker is a process with a clock of its own."""
    return make_app()


@pytest.fixture
def mail_server():
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("count", [12, pytest.param(200, marks=pytest.mark.proof)])
def test_nobody_sees_the_address_of_another_and_pages_answer_meanwhile(
    count, app, make, sign_in, mail_server, town, capsys
):
    meeting = make.meeting("joke", title="Netwerkavond")
    with app.app_context():
        guests = [
            Invitee(meeting_id=meeting.id, name=f"Gast {n}", email=f"gast{n}@elders.example") for n in range(count)
        ]
        db.session.add_all(guests)
        addresses = sorted(guest.email for guest in guests)
        db.session.commit()
    fatma = sign_in("fatma")
    edit = f"/bijeenkomsten/{meeting.id}/wijzigen"
    typed = {
        "title": meeting.title,
        "place": "Sporthal",
        "when-0-day": meeting.day.isoformat(),
        "when-0-begins": "10:00",
        "when-0-ends": "11:00",
        "edition": str(meeting.edition),
    }
    answered = fatma.post(edit, data=typed)
    assert answered.status_code == 303, answered.text
    environ = os.environ | {
        "PACT_INSTANCE": str(app.instance_path),
        "PACT_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "PACT_MAIL_URL": mail_server.url,
    }
    worker = subprocess.Popen([sys.executable, "-m", "pact.cli", "deliver"], env=environ, stdout=subprocess.DEVNULL)
    took = []
    while worker.poll() is None:
        began = time.perf_counter()
        assert fatma.get(f"/bijeenkomsten/{meeting.id}/wie-komt").status_code == 200
        took.append(time.perf_counter() - began)
        time.sleep(0.05)
    sent = [letter for letter in mail_server.messages if letter.to.endswith("@elders.example")]
    assert sorted(letter.to for letter in sent) == addresses
    for letter in sent:
        message = letter.message
        assert [str(message["To"]), message["Cc"], message["Bcc"]] == [letter.to, None, None]
        [calendar] = {part.get_content() for part in message.walk() if part.get_content_type() == "text/calendar"}
        assert calendar.count("ATTENDEE") == 1
        for part in message.walk():
            said = part.get_payload(decode=True) or b""
            assert set(ADDRESS.findall(said.replace(b"\r\n ", b""))) <= {letter.to.encode()}
    with app.app_context():
        assert not db.session.scalars(select(Job.id).where(Job.gave_up_at.is_not(None))).all()
    median = statistics.median(took) * 1000
    with capsys.disabled():
        print(f"\n{count} letters; who comes: {median:.0f} ms in the middle of {len(took)} visits")
