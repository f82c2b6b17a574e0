"""A worker dies: what it wrote down decides, and nobody is missed. Two workers at once share; nobody gets it twice."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from time_machine import Traveller

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.mail import Letter
from pact.newsletter.models import Delivery, DeliveryState, Issue
from pact.newsletter.sending import ack_file, claims, lanes
from tests.mailserver import MailServer
from tests.newsletter.postal import ordered_issue, states
from tests.visitors import Town

pytestmark = pytest.mark.usefixtures("only_our_readers")


def begin(app: Flask, issue_id: int, lanes: int = 1) -> None:
    """There is a delivery for every reader, and so many lanes wait for a worker."""
    with app.app_context():
        db.session.execute(update(Job).where(Job.kind != "newsletter").values(done_at=now()))
        db.session.execute(update(Letter).values(cancelled_at=now()))
        db.session.commit()
        app.config["NEWSLETTER_LANES"] = lanes
        job = db.session.scalars(select(Job.id).where(Job.kind == "newsletter", Job.done_at.is_(None))).one()
        db.session.rollback()
        assert jobs.run(job)


def test_a_lane_says_how_often_the_server_did_not_talk_to_us() -> None:
    """Also one that was written before lanes said so: it waits in the queue of an older version, or in a backup."""
    assert lanes.read("12:name:3") == (12, 3)
    assert lanes.read("12:name") == (12, 0)


def test_what_a_dead_worker_wrote_down_decides(
    app: Flask, town: Town, smtp_server: MailServer, deliver: Callable[[], int]
) -> None:
    issue_id = ordered_issue(app, 6)
    begin(app, issue_id)
    with app.app_context():
        acks = ack_file.AckFile(issue_id)
        ids = [row.id for row in claims.claim(issue_id, acks.worker, 5)]
        claims.begin_sending(issue_id, acks.worker, ids[3])
        db.session.commit()
        acks.accepts(ids[0])
        acks.begins(ids[1])
        acks.begins(ids[2])
        db.session.execute(update(Delivery).where(Delivery.id == ids[2]).values(unsure_at=now()))
        db.session.commit()
        assert list(ack_file.left_behind(issue_id)) == []  # as long as it lives nobody judges it
        acks.close(remove=False)
    deliver()
    rows = {row.id: row for row in town.all(Delivery)}
    assert [rows[id].state for id in ids] == ["accepted", "accepted", "failed", "accepted", "accepted"]
    assert rows[ids[1]].unsure_at is not None
    assert rows[ids[2]].trouble == "unsure"
    got = Counter(message.to for message in smtp_server.messages if message.to.startswith("lezer"))
    assert sorted(got.values()) == [1, 1, 1, 1]  # not the one that was accepted, nor the one in doubt twice
    assert town.one(Issue, Issue.id == issue_id).sent_at is not None
    with app.app_context():
        assert ack_file.names(issue_id) == set()


def test_what_a_worker_elsewhere_has_in_hand_waits_for_it_a_day(
    app: Flask, town: Town, smtp_server: MailServer, deliver: Callable[[], int], clock: Traveller
) -> None:
    issue_id = ordered_issue(app, 3)
    begin(app, issue_id)
    with app.app_context():
        ids = [row.id for row in claims.claim(issue_id, "elsewhere-12345678", 2)]
        claims.begin_sending(issue_id, "elsewhere-12345678", ids[0])
        db.session.commit()
    deliver()
    assert states(app, issue_id) == {"accepted": 1, "claimed": 1, "sending": 1}
    clock.shift(timedelta(minutes=3))
    deliver()
    assert states(app, issue_id) == {"accepted": 2, "sending": 1}
    assert town.one(Issue, Issue.id == issue_id).sent_at is None
    clock.shift(timedelta(days=1))
    deliver()
    assert states(app, issue_id) == {"accepted": 3}
    assert town.one(Delivery, Delivery.id == ids[0]).unsure_at is not None


@pytest.mark.engine("postgresql")
def test_two_lanes_at_once_send_to_each_once(app: Flask, smtp_server: MailServer) -> None:
    issue_id = ordered_issue(app, 120)
    begin(app, issue_id, lanes=2)
    with app.app_context():
        ids = list(db.session.scalars(select(Job.id).where(Job.kind == "newsletter-lane", Job.done_at.is_(None))))
    assert len(ids) == 2

    def work(id: int) -> None:
        with app.app_context():
            jobs.run(id)

    threads = [threading.Thread(target=work, args=(id,)) for id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states(app, issue_id) == {"accepted": 120}
    assert set(Counter(message.to for message in smtp_server.messages).values()) == {1}


def test_a_job_that_comes_twice_sends_once(app: Flask, smtp_server: MailServer, deliver: Callable[[], int]) -> None:
    issue_id = ordered_issue(app, 3)
    with app.app_context():
        jobs.add("newsletter", f"{issue_id}:again")
        db.session.commit()
    deliver()
    with app.app_context():
        lanes.add(issue_id)
        lanes.add(issue_id)
        db.session.commit()
    deliver()
    assert states(app, issue_id) == {DeliveryState.ACCEPTED.value: 3}
    assert len([message for message in smtp_server.messages if message.to.startswith("lezer")]) == 3
