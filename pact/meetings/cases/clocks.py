"""A case is erased a day after its meeting, when the meeting is called off, and half a year after it was written."""

from datetime import timedelta

from sqlalchemy import or_, select

from pact import audit, jobs
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.meetings.cases.models import KEPT_AT_MOST, READABLE_AFTER, Case
from pact.meetings.models import Meeting


@jobs.recurs("erase-cases", every=timedelta(hours=1))
def erase(job: Job) -> None:
    """Nobody could read it any more since the minute it was over; this destroys its key."""
    over = or_(
        Meeting.ends_at < now() - READABLE_AFTER,
        Meeting.called_off_at.is_not(None),
        Case.made_at < now() - KEPT_AT_MOST,
    )
    wanted = select(Case).join(Meeting, Meeting.id == Case.meeting_id).where(Case.erased_at.is_(None), over)
    for case in db.session.scalars(wanted.order_by(Case.id).with_for_update(of=Case)).all():
        case.erase()
        audit.record("case_erased", case.thing, origin="clock")
    job.done()
