"""Workers that send a newsletter are killed at each point of a delivery, and at any moment: nobody is missed, and a
letter comes twice only where the mail server's yes was never read, under the same Message-ID (SECURITY.md E1)."""

import random
import time

import pytest
from flask import Flask

from tests.proof.nest import Nest
from tests.proof.newsletters import (
    MARKS,
    SAMPLE,
    addresses,
    check_each_got_it_once,
    is_sent,
    let_time_pass,
    ordered,
    wait_until,
)
from tests.scripted import ScriptedServer

pytestmark = MARKS

POINTS = (
    "newsletter-created",
    "newsletter-claimed",
    "newsletter-sending",
    "newsletter-rcpt",
    "newsletter-data",
    "newsletter-dot",
    "newsletter-accepted",
    "newsletter-acked",
    "newsletter-committed",
    "newsletter-closing",
)
#: Only between the last dot and our note of the server's yes can a letter go twice. Whoever dies over several
#: connections may die there on any of them; so the other points are tried over one.
CAN_DOUBLE = {"newsletter-dot", "newsletter-accepted"}
#: These are passed once or by few, whatever the number of workers: who comes by dies the first time.
AT_ONCE = {"newsletter-created", "newsletter-claimed", "newsletter-closing"}
#: What `.ci/run` has time for.
SAMPLE_POINTS = ("newsletter-dot", "newsletter-acked", "newsletter-closing")

CONNECTIONS, WINDOW = 4, 1
READERS = 300 if SAMPLE else 1000
KILLS = 20 if SAMPLE else 100
LONGEST, QUIET = 120.0, 20.0


@pytest.fixture
def connections(request: pytest.FixtureRequest, count: int) -> int:
    values = request.node.callspec.params
    return CONNECTIONS if values.get("point", "newsletter-dot") in CAN_DOUBLE else count


def finish(app: Flask, issue: int, workers: Nest, count: int) -> None:
    """Two minutes later everybody is there again, and nothing goes wrong any more."""
    let_time_pass(app)
    for _ in range(count):
        workers.start()
    wait_until(lambda: is_sent(app, issue))
    assert workers.kill_all() == count


def wait_until_quiet(server: ScriptedServer, workers: Nest) -> None:
    """All are dead, or those who live have nothing to send: then to end them doubles nothing."""
    heard, since = -1, time.monotonic()
    until = time.monotonic() + LONGEST
    while len(workers.dead) < len(workers.alive) and time.monotonic() - since < QUIET:
        assert time.monotonic() < until, "it never ends"
        if len(server.taken) != heard:
            heard, since = len(server.taken), time.monotonic()
        time.sleep(0.1)


@pytest.mark.parametrize("count", [1] if SAMPLE else [1, 2, 4])
@pytest.mark.parametrize("point", SAMPLE_POINTS if SAMPLE else POINTS)
def test_workers_killed_at_this_point_of_a_newsletter_miss_nobody(
    point: str, count: int, app: Flask, mail_server: ScriptedServer, workers: Nest
) -> None:
    issue = ordered(app, READERS)
    for number in range(count):
        workers.start(f"{point}#{1 if point in AT_ONCE else 2 + number}")
    wait_until_quiet(mail_server, workers)
    died = workers.dead
    assert died, "nobody came by this point"
    assert workers.kill_all() == count
    assert len(died) < count or not is_sent(app, issue), "the dead do not send the rest"
    finish(app, issue, workers, count)
    may_double = len(died) * CONNECTIONS * WINDOW if point in CAN_DOUBLE else 0
    check_each_got_it_once(app, issue, mail_server, addresses(READERS), may_double)


@pytest.mark.parametrize("count", [2] if SAMPLE else [1, 2, 4])
def test_workers_killed_at_any_moment_miss_nobody(
    count: int, app: Flask, mail_server: ScriptedServer, workers: Nest
) -> None:
    """Now one of them, so that the others go on beside what it left behind, and now all of them at once."""
    dice = random.Random(20261121 + count)
    mail_server.script(delay=0.2 * count)
    issue = ordered(app, READERS)
    killed = 0
    while killed < KILLS:
        while len(workers.alive) < count:
            workers.start()
        time.sleep(0.1 + dice.random() * 0.4)
        if dice.random() < 0.6:
            workers.kill(dice.choice(workers.alive))
            killed += 1
        else:
            killed += workers.kill_all()
            let_time_pass(app)
        assert not is_sent(app, issue), "too quick: all was sent before the last kill"
    workers.kill_all()
    mail_server.script()
    finish(app, issue, workers, count)
    doubles = check_each_got_it_once(app, issue, mail_server, addresses(READERS), killed * CONNECTIONS * WINDOW)
    print(f"{killed} killed, {doubles} came twice")


@pytest.mark.skipif(SAMPLE, reason="takes three minutes of waiting")
def test_after_a_power_cut_it_goes_on_within_three_minutes(
    app: Flask, mail_server: ScriptedServer, workers: Nest
) -> None:
    """Without a hand that moves the clock: leases end by themselves."""
    mail_server.script(delay=0.1)
    issue = ordered(app, READERS)
    workers.start()
    wait_until(lambda: len(mail_server.taken) > 20)
    workers.kill_all()
    before = len(mail_server.taken)
    mail_server.script()
    workers.start()
    wait_until(lambda: len(mail_server.taken) > before, longest=180)
    wait_until(lambda: is_sent(app, issue), longest=180)
    workers.kill_all()
    check_each_got_it_once(app, issue, mail_server, addresses(READERS), CONNECTIONS * WINDOW)
