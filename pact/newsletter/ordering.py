"""To order an issue is to freeze its letters and to plan the moment; until they begin to leave it can be undone.

The job carries the edition of the issue: one that was undone, or ordered anew, is another thing, and nobody does the
old job. Who orders and who undoes hold the lock of the issue; who begins takes it as well.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, update

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.newsletter.letters.building import Built, build
from pact.newsletter.models import Issue, IssueLetter

JOB = "newsletter"
TO_UNDO = timedelta(minutes=10)


class NotNow(Exception):
    """The issue is ordered already, or has begun to leave."""


def order(issue: Issue, send_at: datetime, by_id: int | None, letters: Sequence[Built] | None = None) -> Job:
    """From now on its words stand. `letters` are those that were tried, when they were just built. Raises NotNow."""
    if not issue.is_open:
        raise NotNow(issue.thing)
    for built in build(issue) if letters is None else letters:
        db.session.add(IssueLetter(issue_id=issue.id, **built._asdict()))
    issue.ordered_at, issue.ordered_by_id, issue.send_at = now(), by_id, send_at
    db.session.flush()  # this makes the edition of which the job speaks
    return jobs.add(JOB, thing_of(issue), send_at)


def undo(issue: Issue) -> None:
    """Open to change again, as if it was never ordered. Raises NotNow when nothing waits, or when it began."""
    if not issue.is_waiting:
        raise NotNow(issue.thing)
    waiting = update(Job).where(Job.kind == JOB, Job.thing == thing_of(issue))
    db.session.execute(waiting.values(done_at=now(), leased_until=None))
    db.session.execute(delete(IssueLetter).where(IssueLetter.issue_id == issue.id))
    issue.ordered_at = issue.ordered_by_id = issue.send_at = None
    db.session.flush()


def thing_of(issue: Issue) -> str:
    return f"{issue.id}:{issue.edition}"
