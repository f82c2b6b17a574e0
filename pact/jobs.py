"""Work that leaves the request: a row written with the data it belongs to, done under a lease.

Huey alone loses a task when its worker is killed. So the row is the truth and Huey only wakes us, carrying an id:
a killed worker's lease runs out and the next sweep does the job again. Handlers are therefore idempotent, and
commit their own work together with `job.done()`.
"""

import logging
import os
import secrets
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, current_app
from sqlalchemy import ColumnElement, CursorResult, String, UniqueConstraint, and_, delete, event, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from pact.dates import now
from pact.db import Base, db
from pact.late import late

if TYPE_CHECKING:
    import huey as queue
else:
    queue = late("huey")

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)
BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 240, 240, 240, 240))
KEPT = timedelta(days=30)  # after its end; what must not happen twice stands by then in the thing itself
HANDLERS: dict[str, Callable[["Job"], None]] = {}
RECURRING: dict[str, timedelta] = {}


class Job(Base):
    """A piece of work; `done_at` or `gave_up_at` ends it. `thing` is an id, never what a person typed."""

    __tablename__ = "job"
    __table_args__ = (UniqueConstraint("kind", "thing"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    thing: Mapped[str] = mapped_column(String(60))
    due_at: Mapped[datetime] = mapped_column(default=now)
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str | None] = mapped_column(String(80))  # the class of the last error, without its words
    done_at: Mapped[datetime | None]
    gave_up_at: Mapped[datetime | None]

    def done(self) -> None:
        self.done_at, self.leased_until = now(), None

    @property
    def is_last_try(self) -> bool:
        return self.tries > len(BACKOFF)

    def again_later(self, trouble: str) -> None:
        self.leased_until, self.trouble = None, trouble
        if self.is_last_try:
            self.gave_up_at = now()
        else:
            self.due_at = now() + BACKOFF[self.tries - 1]


def handles(kind: str) -> Callable[[Callable[[Job], None]], Callable[[Job], None]]:
    """Register the function that does jobs of this kind."""

    def mark(handler: Callable[[Job], None]) -> Callable[[Job], None]:
        HANDLERS[kind] = handler
        return handler

    return mark


def recurs(kind: str, every: timedelta) -> Callable[[Callable[[Job], None]], Callable[[Job], None]]:
    """Register work that comes back; one row per period makes a second scheduler or a late one harmless."""
    RECURRING[kind] = every
    return handles(kind)


def add(kind: str, thing: str, due_at: datetime | None = None) -> Job:
    """Put a job in the current transaction: no commit, no job."""
    job = Job(kind=kind, thing=thing, due_at=due_at or now())
    db.session.add(job)
    return job


def add_again(kind: str, thing: str) -> Job:
    """The same may be asked more than once: the thing gets one last part that is of this time only."""
    return add(kind, f"{thing}:{secrets.token_hex(4)}")


def is_due() -> ColumnElement[bool]:
    """Not done, not given up, its time has come, and nobody has the lease."""
    moment = now()
    is_free = or_(Job.leased_until.is_(None), Job.leased_until < moment)
    return and_(Job.done_at.is_(None), Job.gave_up_at.is_(None), Job.due_at <= moment, is_free)


def claim(job_id: int) -> Job | None:
    """Take the lease of a job, unless it is done, not due, or somebody else's. Commits."""
    taken = cast(
        CursorResult[Any],
        db.session.execute(
            update(Job).where(Job.id == job_id, is_due()).values(leased_until=now() + LEASE, tries=Job.tries + 1)
        ),
    ).rowcount
    db.session.commit()
    return db.session.get(Job, job_id) if taken else None


def run(job_id: int) -> bool:
    """Do one job if it can be claimed; tells whether it was done. Trouble puts it back with a growing delay."""
    job = claim(job_id)
    if job is None:
        return False
    try:
        HANDLERS[job.kind](job)
    except Exception as error:
        db.session.rollback()
        log.warning("job %s of kind %s: %s", job_id, job.kind, type(error).__name__)
        job = db.session.get(Job, job_id)
        if job is not None:
            job.again_later(type(error).__name__)
            db.session.commit()
        return False
    db.session.commit()
    return True


def due_ids(limit: int = 200) -> list[int]:
    return list(db.session.scalars(select(Job.id).where(is_due()).order_by(Job.due_at).limit(limit)))


def run_due(limit: int = 200) -> int:
    """Do what is due, oldest first; tells how many jobs were done. What `pact deliver` and the sweep call."""
    plan_recurring()
    ids = due_ids(limit)
    db.session.rollback()
    return sum(run(id) for id in ids)


def plan_recurring() -> None:
    """Add the row of this period for each kind of recurring work, once. Commits."""
    for kind, every in RECURRING.items():
        period = str(int(now().timestamp() // every.total_seconds()))
        if db.session.scalar(select(Job.id).where(Job.kind == kind, Job.thing == period)) is None:
            add(kind, period)
            try:
                db.session.commit()
            except IntegrityError:  # another scheduler was first
                db.session.rollback()
    db.session.rollback()


_passed: dict[str, int] = {}


def fault(point: str) -> None:
    """End this process as a power cut would, when a fault test asks: `PACT_FAULT=after-send#3` at the third pass."""
    wanted, _, number = str(current_app.config["FAULT"]).partition("#")
    if wanted == point:
        _passed[point] = _passed.get(point, 0) + 1
        if _passed[point] == int(number or 1):
            os.kill(os.getpid(), signal.SIGKILL)


@recurs("forget-jobs", every=timedelta(days=1))
def forget(job: Job) -> None:
    """What ended. No period of recurring work is as long as we keep its row, so none begins twice by this."""
    long_ago = now() - KEPT
    db.session.execute(delete(Job).where(or_(Job.done_at < long_ago, Job.gave_up_at < long_ago)))
    job.done()


def _make_huey(app: Flask) -> "queue.Huey":
    if app.config["REDIS_URL"]:
        huey: queue.Huey = queue.RedisHuey("pact", url=app.config["REDIS_URL"], results=False)
    else:
        huey = queue.SqliteHuey("pact", filename=app.config["HUEY_FILE"], results=False)

    @huey.task(name="wake")
    def wake(job_id: int) -> None:
        with app.app_context():
            run(job_id)

    @huey.periodic_task(queue.crontab(minute="*"), name="sweep")
    def sweep() -> None:
        with app.app_context():
            run_due()

    huey.pact_wake = wake
    return huey


def huey_of(app: Flask) -> "queue.Huey":
    """The waker, made when first needed: a file by default, Redis when the settings name one."""
    if "huey" not in app.extensions:
        app.extensions["huey"] = _make_huey(app)
    made: queue.Huey = app.extensions["huey"]
    return made


@event.listens_for(Session, "before_commit")
def _note_new_jobs(session: Session) -> None:
    if session.in_nested_transaction():  # what is woken waits for the whole, as the trail does
        return
    session.flush()
    fresh = session.info.pop("fresh_jobs", [])
    session.info["wake"] = [job.id for job in fresh]


@event.listens_for(Session, "after_flush")
def _collect_new_jobs(session: Session, _context: Any) -> None:
    session.info.setdefault("fresh_jobs", []).extend(thing for thing in session.new if isinstance(thing, Job))


@event.listens_for(Session, "after_commit")
def _wake_worker(session: Session) -> None:
    """After each commit that wrote a job. Failing to wake is no failure: the sweep comes anyway."""
    ids = session.info.pop("wake", [])
    if not ids or not current_app.config.get("WAKE_WORKER", True):
        return
    app: Flask = cast(Any, current_app)._get_current_object()
    for id in ids:
        try:
            huey_of(app).pact_wake(id)
        except Exception as error:
            log.warning("could not wake the worker: %s", type(error).__name__)
            return


@event.listens_for(Session, "after_rollback")
def _forget_new_jobs(session: Session) -> None:
    session.info.pop("fresh_jobs", None)
    session.info.pop("wake", None)
