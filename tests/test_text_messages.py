"""Text messages go through the gateway of the settings, as a letter does: once, and again when the gateway was away."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from flask import Flask

from pact import jobs
from pact.db import db
from pact.keys import DataKey
from pact.mail import Letter, post


class Gateway:
    """A gateway on this machine; `answer` is the status it gives."""

    def __init__(self) -> None:
        self.got: list[dict[str, str]] = []
        self.answer = 200
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if outer.answer == 200:
                    outer.got.append(body)
                self.send_response(outer.answer)
                self.end_headers()

            def log_message(self, *_words: Any) -> None:
                """Quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/send"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    made = Gateway()
    yield made
    made.server.shutdown()
    made.server.server_close()


def write(app: Flask) -> int:
    with app.app_context():
        key = DataKey.make()
        db.session.add(key)
        words = {"link": "http://localhost/i/x", "phone": "0578 00 00 00", "sms": True, "languages": []}
        letter = post("0600000001", "referrals/emails/resident_page.txt", channel="sms", data_key=key, **words)
        db.session.commit()
        return letter.id


def test_a_text_message_goes_to_the_gateway_once_and_is_wiped(make_app: Callable[..., Flask], gateway: Gateway) -> None:
    app = make_app(SMS_URL=gateway.url)
    letter = write(app)
    with app.app_context():
        jobs.run_due()
        jobs.run_due()
        assert db.session.get_one(Letter, letter).sealed is None
    assert [message["to"] for message in gateway.got] == ["0600000001"]
    assert len(gateway.got[0]["text"]) <= 160


def test_a_gateway_that_is_away_gets_it_later(make_app: Callable[..., Flask], gateway: Gateway, clock: Any) -> None:
    app = make_app(SMS_URL=gateway.url)
    gateway.answer = 503
    letter = write(app)
    with app.app_context():
        jobs.run_due()
        assert db.session.get_one(Letter, letter).sent_at is None
    gateway.answer = 200
    clock.shift(timedelta(minutes=2))
    with app.app_context():
        jobs.run_due()
    assert len(gateway.got) == 1


def test_an_erased_record_sends_nothing(make_app: Callable[..., Flask], gateway: Gateway) -> None:
    app = make_app(SMS_URL=gateway.url)
    letter = write(app)
    with app.app_context():
        key = db.session.get_one(Letter, letter).data_key
        assert key is not None
        key.destroy()
        db.session.commit()
        jobs.run_due()
    assert gateway.got == []
