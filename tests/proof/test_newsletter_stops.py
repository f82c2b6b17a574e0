"""Who presses «Stop» or leaves while a newsletter is being sent, is obeyed: no more than fifty letters after the click,
none to a reader five seconds after they left, and going on sends the rest and nothing twice (SECURITY.md E3, E4)."""

import time
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from pact.db import db
from pact.newsletter.models import DeliveryState, Reader
from tests.proof.nest import Nest
from tests.proof.newsletters import (
    MARKS,
    SAMPLE,
    addresses,
    check_each_got_it_once,
    is_sent,
    ordered,
    states,
    wait_until,
)
from tests.scripted import ScriptedServer
from tests.visitors import PactClient

pytestmark = MARKS

READERS, A_BATCH = 600, 50
SLOWLY = 0.05  # seconds for each letter, on each of four connections


@pytest.fixture
def coordinator(sign_in: Callable[..., PactClient]) -> PactClient:
    return sign_in("fatma")


@pytest.mark.parametrize("count", [1] if SAMPLE else [1, 2])
def test_after_stop_at_most_fifty_leave_and_going_on_sends_the_rest(
    count: int, app: Flask, mail_server: ScriptedServer, workers: Nest, coordinator: PactClient
) -> None:
    mail_server.script(delay=SLOWLY)
    issue = ordered(app, READERS)
    for _ in range(count):
        workers.start()
    wait_until(lambda: len(mail_server.taken) > 60)
    assert coordinator.post(f"/nieuwsbrief/{issue}/stoppen").status_code == 303
    clicked = time.time()
    wait_until(lambda: not {"claimed", "sending"} & set(states(app, issue)))
    time.sleep(2)
    after = [taken for taken in mail_server.taken if taken.at > clicked]
    assert len(after) <= A_BATCH
    assert not is_sent(app, issue)
    assert states(app, issue)["accepted"] == len(mail_server.taken)
    mail_server.script()
    assert coordinator.post(f"/nieuwsbrief/{issue}/verder").status_code == 303
    wait_until(lambda: is_sent(app, issue))
    check_each_got_it_once(app, issue, mail_server, addresses(READERS))
    page = coordinator.get(f"/nieuwsbrief/{issue}/verzending")
    assert f"{READERS}" in page.text


def test_stopped_for_good_the_rest_gets_nothing_and_the_page_says_how_many_did(
    app: Flask, mail_server: ScriptedServer, workers: Nest, coordinator: PactClient
) -> None:
    mail_server.script(delay=SLOWLY)
    issue = ordered(app, READERS)
    workers.start()
    wait_until(lambda: len(mail_server.taken) > 60)
    assert coordinator.post(f"/nieuwsbrief/{issue}/helemaal-stoppen").status_code == 303
    clicked = time.time()
    wait_until(lambda: is_sent(app, issue))
    got = len(mail_server.taken)
    assert len([taken for taken in mail_server.taken if taken.at > clicked]) <= A_BATCH
    assert states(app, issue) == {DeliveryState.ACCEPTED: got, DeliveryState.CANCELLED: READERS - got}
    assert f"{got}" in coordinator.get(f"/nieuwsbrief/{issue}/verzending").text


def test_a_hundred_who_leave_meanwhile_get_nothing_five_seconds_later(
    app: Flask, mail_server: ScriptedServer, workers: Nest, client: PactClient
) -> None:
    """By the one click of their mail program: no cookies, no token of a form (RFC 8058)."""
    mail_server.script(delay=4 * SLOWLY)  # so that a hundred can leave before their turn comes, however busy we are
    issue = ordered(app, READERS)
    with app.app_context():
        tokens = {reader.email: reader.token for reader in db.session.scalars(select(Reader)) if reader.is_reading}
    workers.start()
    wait_until(lambda: len(mail_server.taken) > 20)
    left: dict[str, float] = {}
    for address in addresses(READERS)[100:600:5]:
        answer = client.post(f"/nieuws/uitschrijven/{tokens[address]}", data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        left[address] = time.time()
    assert len(left) == 100
    wait_until(lambda: is_sent(app, issue))
    taken = {taken.to: taken.at for taken in mail_server.taken}
    late = {address: taken[address] - moment for address, moment in left.items() if address in taken}
    assert all(seconds <= 5 for seconds in late.values()), late
    assert set(addresses(READERS)) - set(left) <= set(taken), "who did not leave gets it"
    counted = states(app, issue)
    assert counted["cancelled"] == READERS - len(taken)
    assert counted["cancelled"] > 50, "they left too late to tell"
    assert counted["failed"] == 0
