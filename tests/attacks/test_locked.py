"""Somebody else holds the database: one waits, or reads that it is busy; nothing is half done (SECURITY.md E8)."""

import sqlite3
import threading
import time
from contextlib import contextmanager

import pytest

from pact.referrals.models import Referral
from tests.referrals.journey import Journey

pytestmark = pytest.mark.engine("sqlite")


@contextmanager
def held(app, seconds):
    """Another program writes, for so long."""
    file = app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    taken = threading.Event()

    def hold():
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        taken.set()
        time.sleep(seconds)
        other.execute("ROLLBACK")
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    taken.wait()
    yield
    thread.join()


def press(app, sign_in, town, outbox, seconds):
    """Send a referral while the database is held; what was answered, how it stands, and how long it took."""
    journey = Journey(sign_in("anna")).until("controleren")
    with held(app, seconds):
        began = time.perf_counter()
        answer = journey.send()
        took = time.perf_counter() - began
        assert journey.client.get("/over").status_code == 200, "reading goes on"
    return journey, answer, took


def status(town, journey):
    return town.one(Referral, Referral.reference == journey.reference).status


def test_a_moment_is_waited_out(app, sign_in, town, outbox):
    journey, answer, _took = press(app, sign_in, town, outbox, 1)
    assert (answer.status_code, status(town, journey)) == (303, "requested")


@pytest.mark.proof
@pytest.mark.parametrize("seconds", [5.5, 8])
def test_longer_than_that_one_reads_that_it_is_busy_and_presses_again(app, sign_in, town, outbox, seconds):
    journey, answer, took = press(app, sign_in, town, outbox, seconds)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "Wacht een paar minuten en probeer het opnieuw." in answer.text
    assert took < 6.5
    assert status(town, journey) == "draft"
    assert len(outbox) == 0
    assert journey.send().location.endswith("/verstuurd")
    assert (status(town, journey), len(outbox)) == ("requested", 2)


@pytest.mark.proof
def test_while_the_line_of_the_opening_cannot_be_written_nothing_is_shown(app, sign_in, make):
    made = make.referral("accepted")
    chantal = sign_in("chantal")
    with held(app, 7):
        answer = chantal.get(f"/doorverwijzingen/{made.reference}")
    assert answer.status_code == 503
    assert "Zyxella" not in answer.text
    assert "Zyxella" in chantal.get(f"/doorverwijzingen/{made.reference}").text
