"""Each day: who said nothing is reminded three days before contributions close, once. A year later all is forgotten."""

from datetime import timedelta

from sqlalchemy import delete, or_, select

from pact import audit, jobs
from pact.dates import now, start_of, today
from pact.db import db
from pact.jobs import Job
from pact.newsletter.contributions import calling, queries
from pact.newsletter.models import Call, Contribution, Issue
from pact.newsletter.queries import is_open

REMIND_BEFORE = timedelta(days=3)
KEPT = timedelta(days=365)


@jobs.recurs("contribution-clocks", every=timedelta(days=1))
def strike(job: Job) -> None:
    near = Issue.closes_on.between(today(), today() + REMIND_BEFORE)
    ids = list(db.session.scalars(select(Issue.id).where(is_open(), near).order_by(Issue.id)))
    db.session.rollback()
    for id in ids:
        issue = db.session.scalar(select(Issue).where(Issue.id == id, is_open(), near).with_for_update(of=Issue))
        if issue is not None:
            remind(issue)
        db.session.commit()
    forget()
    job.done()


def remind(issue: Issue) -> None:
    """Whoever was asked today is not reminded today."""
    asked = (Call.issue_id == issue.id, Call.reminded_at.is_(None), Call.asked_at < start_of(today()))
    silent = list(db.session.scalars(select(Call.id).where(*asked, queries.silent()).order_by(Call.id)))
    if silent:
        calling.remind(silent)
        audit.record("contributions_reminded", issue.thing, origin="clock", organisations=len(silent))


def forget() -> None:
    """What was taken stands in its issue; of the rest, and of who wrote it, nothing stays."""
    being_made = select(Issue.id).where(is_open())
    over = Contribution.changed_at < now() - KEPT
    closed = or_(Contribution.issue_id.is_(None), Contribution.issue_id.not_in(being_made))
    db.session.execute(delete(Contribution).where(over, closed))
    db.session.execute(delete(Call).where(Call.asked_at < now() - KEPT, Call.issue_id.not_in(being_made)))
