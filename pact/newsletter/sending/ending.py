"""What comes after a turn, decided under the lock of the issue so that the last lane knows that it is the last."""

from datetime import datetime, timedelta

from sqlalchemy import exists, func, select

from pact import audit
from pact.dates import now
from pact.db import db
from pact.jobs import Job, fault
from pact.newsletter.models import Delivery, DeliveryState, Issue
from pact.newsletter.models.delivery import FINAL
from pact.newsletter.sending import claims, emails, lanes

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
            lanes.plan(issue_id, job_id, _next_moment(issue_id) if is_dry else now())
    _done(job_id)
    db.session.commit()


def come_back(issue_id: int, job_id: int, moment: datetime, troubles: int = 0) -> None:
    """Nothing was done; this lane tries again at that moment. Commits."""
    lanes.add(issue_id, moment, troubles)
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
