"""A job is done, once, also when its worker died, somebody else is quicker, or two schedulers run."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from time_machine import Traveller

from pact import jobs
from pact.db import db
from pact.jobs import Job

done: list[str] = []


@pytest.fixture(autouse=True)
def _kinds(app: Flask) -> Iterator[None]:
    """Kinds of jobs that exist in these tests only. The application comes first: its rooms register theirs."""
    handlers, recurring = dict(jobs.HANDLERS), dict(jobs.RECURRING)
    jobs.RECURRING.clear()
    done.clear()

    @jobs.handles("note")
    def note(job: Job) -> None:
        done.append(job.thing)
        job.done()

    @jobs.handles("fail")
    def fail(job: Job) -> None:
        raise ConnectionError("details nobody may log: Zyxella")

    yield
    jobs.HANDLERS.clear()
    jobs.HANDLERS.update(handlers)
    jobs.RECURRING.clear()
    jobs.RECURRING.update(recurring)


@pytest.fixture
def add(app: Flask) -> Callable[..., int]:
    def commit(kind: str = "note", thing: str = "1", in_minutes: int = 0) -> int:
        with app.app_context():
            job = jobs.add(kind, thing, jobs.now() + timedelta(minutes=in_minutes))
            db.session.commit()
            return job.id

    return commit


def row(app: Flask, id: int) -> Job:
    with app.app_context():
        job = db.session.get_one(Job, id)
        db.session.expunge(job)
        return job


def run(app: Flask, id: int) -> bool:
    with app.app_context():
        return jobs.run(id)


def sweep(app: Flask) -> int:
    with app.app_context():
        return jobs.run_due()


def test_what_is_not_committed_is_not_done(app: Flask) -> None:
    with app.app_context():
        jobs.add("note", "1")
        db.session.rollback()
    assert sweep(app) == 0
    assert done == []


def test_a_job_is_done_once(app: Flask, add: Callable[..., int]) -> None:
    id = add()
    assert run(app, id)
    assert not run(app, id)
    assert sweep(app) == 0
    assert done == ["1"]


def test_the_oldest_goes_first_and_the_later_waits(app: Flask, add: Callable[..., int], clock: Traveller) -> None:
    add(thing="later", in_minutes=30)
    add(thing="second", in_minutes=-5)
    add(thing="first", in_minutes=-9)
    assert sweep(app) == 2
    assert done == ["first", "second"]
    clock.shift(timedelta(minutes=31))
    assert sweep(app) == 1
    assert done == ["first", "second", "later"]


def test_a_leased_job_is_left_alone_until_the_lease_runs_out(
    app: Flask, add: Callable[..., int], clock: Traveller
) -> None:
    id = add()
    with app.app_context():
        assert jobs.claim(id) is not None  # and here the worker dies
    assert not run(app, id)
    assert sweep(app) == 0
    clock.shift(jobs.LEASE + timedelta(seconds=1))
    assert sweep(app) == 1
    assert done == ["1"]
    assert row(app, id).tries == 2


def test_trouble_comes_back_later_and_later_and_ends_visibly(
    app: Flask, add: Callable[..., int], clock: Traveller
) -> None:
    id = add("fail")
    waits = []
    while row(app, id).gave_up_at is None:
        before = jobs.now()
        assert not run(app, id)
        job = row(app, id)
        assert job.leased_until is None
        assert job.trouble == "ConnectionError"
        if job.gave_up_at is None:
            waits.append(round((job.due_at - before).total_seconds() / 60))
            assert not run(app, id), "it is not due yet"
            clock.move_to(job.due_at + timedelta(seconds=1))
    assert waits == [1, 5, 15, 60, 240, 240, 240, 240, 240]
    clock.shift(timedelta(days=3))
    assert sweep(app) == 0


def test_trouble_is_logged_without_its_words(
    app: Flask, add: Callable[..., int], caplog: pytest.LogCaptureFixture
) -> None:
    run(app, add("fail"))
    assert "ConnectionError" in caplog.text
    assert "Zyxella" not in caplog.text


def test_half_done_work_is_undone_with_the_trouble(app: Flask, add: Callable[..., int]) -> None:
    @jobs.handles("half")
    def half(job: Job) -> None:
        jobs.add("note", "made by half")
        db.session.flush()
        raise ConnectionError

    run(app, add("half"))
    with app.app_context():
        assert db.session.scalars(select(Job.thing).where(Job.thing == "made by half")).all() == []


def test_two_schedulers_make_one_row_a_period(app: Flask, clock: Traveller) -> None:
    jobs.recurs("hourly", timedelta(hours=1))(jobs.HANDLERS["note"])
    for _scheduler in range(3):
        with app.app_context():
            jobs.plan_recurring()
    assert sweep(app) == 1
    assert sweep(app) == 0
    clock.shift(timedelta(hours=1))
    assert sweep(app) == 1
    assert len(set(done)) == 2


def test_the_scheduler_that_comes_second_in_the_same_instant_loses_quietly(app: Flask) -> None:
    jobs.recurs("hourly", timedelta(hours=1))(jobs.HANDLERS["note"])
    period = str(int(jobs.now().timestamp() // 3600))
    with app.app_context():
        jobs.add("hourly", period)
        db.session.commit()
        jobs.plan_recurring()
        assert len(db.session.scalars(select(Job).where(Job.kind == "hourly")).all()) == 1


def test_what_ended_is_forgotten_after_a_month_and_what_waits_is_not(
    app: Flask, add: Callable[..., int], clock: Traveller
) -> None:
    jobs.recurs("weekly", timedelta(days=7))(jobs.HANDLERS["note"])
    hopeless = add("fail")
    with app.app_context():
        db.session.get_one(Job, hopeless).gave_up_at = jobs.now()
        db.session.commit()
    later = add(thing="later", in_minutes=60 * 24 * 40)
    add()
    sweep(app)
    clock.shift(timedelta(days=31))
    sweep(app)
    recent = add(thing="recent")
    sweep(app)
    clock.shift(timedelta(days=2))
    assert run(app, add("forget-jobs", "now"))
    assert sweep(app) == 0, "this week's row is still there"
    with app.app_context():
        kept = select(Job.id).where(Job.kind.in_(["note", "fail"])).order_by(Job.id)
        assert db.session.scalars(kept).all() == [later, recent]


def test_an_unknown_kind_is_trouble_and_stops_nobody_else(app: Flask, add: Callable[..., int]) -> None:
    strange = add("kind of a later version")
    add("note", "2")
    assert sweep(app) == 1
    assert row(app, strange).trouble == "KeyError"
    assert done == ["2"]
