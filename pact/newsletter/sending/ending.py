"""What comes after a turn, decided under the lock of the issue so that the last lane knows that it is the last."""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import ColumnElement, exists, func, select, update

from pact import audit, jobs
from pact.dates import now
from pact.db import db
from pact.jobs import Job, fault
from pact.keys import new_token
from pact.newsletter.models import Delivery, DeliveryState, Issue
from pact.newsletter.models.delivery import FINAL
from pact.newsletter.sending import claims, emails

#: When others hold what is left: their leases run out within two minutes.
LOOK_AGAIN = timedelta(minutes=1)
OPEN = [state for state in DeliveryState if state not in FINAL]


def end_turn(issue_id: int, job_id: int, *, is_dry: bool) -> None:
    """The issue is closed, or a lane stands ready for what is left. Commits, once."""
    issue = db.session.scalars(select(Issue).where(Issue.id == issue_id).with_for_update()).one()
    if issue.began_at is not None and issue.sent_at is None:
        if issue.cancelled_at is not None:  # also what this lane had in hand and did not begin with
            claims.cancel_rest(issue_id)
        if not has_open(issue_id):
            close(issue)
        elif issue.stopped_at is None:
            _plan(issue_id, job_id, _next_moment(issue_id) if is_dry else now())
    _done(job_id)
    db.session.commit()


def come_back(issue_id: int, job_id: int, moment: datetime, troubles: int = 0) -> None:
    """Nothing was done; this lane tries again at that moment. Commits."""
    jobs.add("newsletter-lane", f"{issue_id}:{new_token()}:{troubles}", due_at=moment)
    _done(job_id)
    db.session.commit()


def close(issue: Issue) -> None:
    """Every delivery has its end."""
    fault("newsletter-closing")
    issue.sent_at, issue.paused_at, issue.stopped_at, issue.trouble = now(), None, None, ""
    emails.tell_sent(issue)
    audit.record("newsletter_sent", issue.thing, origin="worker")


def has_open(issue_id: int) -> bool:
    wanted = exists().where(Delivery.issue_id == issue_id, Delivery.state.in_(OPEN))
    return bool(db.session.scalar(select(wanted)))


def stand_ready(issue_id: int) -> None:
    """As many lanes as there may be, at once: those that waited for a later moment, and what is lacking of them."""
    waiting = update(Job).where(*_lanes_of(issue_id), Job.due_at > now())
    db.session.execute(waiting.values(due_at=now()))
    there = db.session.scalar(select(func.count()).where(*_lanes_of(issue_id))) or 0
    for _lacking in range(current_app.config["NEWSLETTER_LANES"] - there):
        jobs.add("newsletter-lane", f"{issue_id}:{new_token()}")


def _lanes_of(issue_id: int) -> tuple[ColumnElement[bool], ...]:
    """Those that still have to work."""
    ours = Job.thing.startswith(f"{issue_id}:", autoescape=True)
    return Job.kind == "newsletter-lane", ours, Job.done_at.is_(None), Job.gave_up_at.is_(None)


def _plan(issue_id: int, job_id: int, moment: datetime) -> None:
    """A lane at that moment, unless one stands ready by then already; at once, as many as there may be."""
    others = select(func.count()).where(*_lanes_of(issue_id), Job.id != job_id, Job.due_at <= moment)
    enough = current_app.config["NEWSLETTER_LANES"] if moment <= now() else 1
    if (db.session.scalar(others) or 0) < enough:
        jobs.add("newsletter-lane", f"{issue_id}:{new_token()}", due_at=moment)


def _next_moment(issue_id: int) -> datetime:
    """At once when something is in doubt; else when the first of those put off has its time, or in a while."""
    in_doubt = exists().where(Delivery.issue_id == issue_id, Delivery.state == DeliveryState.UNSURE)
    if db.session.scalar(select(in_doubt)):
        return now() + timedelta(seconds=1)
    put_off = select(func.min(Delivery.next_at)).where(
        Delivery.issue_id == issue_id, Delivery.state == DeliveryState.DEFERRED
    )
    return max(db.session.scalar(put_off) or now() + LOOK_AGAIN, now() + timedelta(seconds=1))


def _done(job_id: int) -> None:
    job = db.session.get(Job, job_id)
    if job is not None:
        job.done()
