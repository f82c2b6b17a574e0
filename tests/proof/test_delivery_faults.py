"""The worker is killed at each point of a delivery, and at any moment: nobody is missed, and nobody written to twice
but where the mail server's yes was never read; that one letter carries the same Message-ID (SECURITY.md E1)."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.mail import Letter, post
from tests.mailserver import MailServer

pytestmark = pytest.mark.proof

#: Every point of `pact.mail.deliver`. Only between the server's yes and our note of it can a letter go twice.
POINTS = ("before-send", "after-send", "after-ack", "before-commit", "after-commit")
CAN_DOUBLE = {"after-send"}
SAMPLE = os.environ.get("PACT_PROOF") == "sample"


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """Not at the bench's moment but now: the worker is a process with a clock of its own."""
    return make_app()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def worker(
    app: Flask, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., subprocess.Popen[bytes]]:
    """worker("deliver", fault="after-send#2"): the command `pact` as a process of its own, on this test's database."""

    def start(*words: str, fault: str = "") -> subprocess.Popen[bytes]:
        environ = os.environ | {
            "PACT_INSTANCE": str(app.instance_path),
            "PACT_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
            "PACT_MAIL_URL": mail_server.url,
            "PACT_FAULT": fault,
        }
        return subprocess.Popen([sys.executable, "-m", "pact.cli", *words], env=environ, stdout=subprocess.DEVNULL)

    return start


def write(app: Flask, count: int) -> list[str]:
    """So many letters, all due; what was due before is done."""
    addresses = [f"lezer{number}@example.nl" for number in range(count)]
    with app.app_context():
        db.session.execute(update(Job).values(done_at=now()))
        for address in addresses:
            post(address, "referrals/emails/message.txt", reference="SR-222222", link="http://localhost/")
        db.session.commit()
    return addresses


def let_leases_run_out(app: Flask) -> None:
    """What two minutes of waiting would do."""
    with app.app_context():
        past = now() - timedelta(seconds=1)
        db.session.execute(update(Job).where(Job.leased_until.is_not(None)).values(leased_until=past))
        db.session.execute(update(Job).where(Job.done_at.is_(None)).values(due_at=past))
        db.session.commit()


def finish(app: Flask, worker: Any) -> None:
    let_leases_run_out(app)
    assert worker("deliver").wait(120) == 0


def check_nobody_missed(app: Flask, server: MailServer, addresses: list[str], may_double: int) -> None:
    got = Counter(message.to for message in server.messages if message.to.startswith("lezer"))
    assert set(got) == set(addresses), f"missed: {set(addresses) - set(got)}"
    assert sum(got.values()) - len(addresses) <= may_double
    for address in addresses:
        assert len({message.id for message in server.messages if message.to == address}) == 1
    with app.app_context():
        wanted = select(Letter).where(Letter.template == "referrals/emails/message.txt", Letter.sent_at.is_(None))
        assert db.session.scalars(wanted.where(Letter.cancelled_at.is_(None))).all() == []


@pytest.mark.parametrize("point", POINTS)
def test_a_worker_killed_at_this_point_of_a_delivery_misses_nobody(
    point: str, app: Flask, mail_server: MailServer, worker: Any
) -> None:
    addresses = write(app, 5)
    killed = worker("deliver", fault=f"{point}#2")
    assert killed.wait(120) == -signal.SIGKILL
    finish(app, worker)
    check_nobody_missed(app, mail_server, addresses, may_double=1 if point in CAN_DOUBLE else 0)


def test_a_worker_killed_at_any_moment_misses_nobody(
    app: Flask, mail_server: MailServer, worker: Any, tmp_path: Path
) -> None:
    kills = 3 if SAMPLE else 25
    addresses = write(app, 60)
    mail_server.delay = 0.02
    dice = random.Random(20261121)
    for _ in range(kills):
        process = worker("worker")
        time.sleep(1.0 + dice.random() * 1.5)
        process.kill()
        process.wait()
        let_leases_run_out(app)
    mail_server.delay = 0.0
    finish(app, worker)
    check_nobody_missed(app, mail_server, addresses, may_double=kills)
