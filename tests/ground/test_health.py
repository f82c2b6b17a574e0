"""What machines ask: alive, ready, and whom to tell."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from pact import jobs
from pact.dates import now
from pact.db import db


def test_it_lives_and_says_no_more(client):
    answer = client.get("/gezond")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_it_is_ready_when_nothing_waits(client):
    assert client.get("/klaar").text == "ok\n"


def test_it_is_not_ready_when_work_waits_too_long(app, client, clock):
    with app.app_context():
        jobs.add("deliver", "0")
        db.session.commit()
    assert client.get("/klaar").status_code == 200
    clock.shift(timedelta(minutes=6))
    assert client.get("/klaar").status_code == 503


def test_work_that_is_not_due_yet_is_no_worry(app, client):
    with app.app_context():
        jobs.add("deliver", "0", due_at=now() + timedelta(hours=1))
        db.session.commit()
    assert client.get("/klaar").status_code == 200


def test_it_is_not_ready_when_the_last_backup_is_old(app, client, clock):
    stamp = Path(app.instance_path) / "last-backup"
    stamp.touch()
    made = now().timestamp()
    os.utime(stamp, (made, made))
    assert client.get("/klaar").status_code == 200
    clock.shift(timedelta(hours=27))
    assert client.get("/klaar").status_code == 503


def test_security_txt_ends_in_about_half_a_year(client):
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").text.splitlines())
    left = datetime.fromisoformat(lines["Expires"]) - now()
    assert timedelta(days=30) < left < timedelta(days=365)
    assert lines["Contact"].startswith("mailto:")


def test_robots_may_read_what_is_public(client):
    assert "Disallow: /demo" in client.get("/robots.txt").text
