"""A request to join that nobody answers: after ninety days it is as if it was taken back."""

from datetime import timedelta

from sqlalchemy import select

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.workgroups.models import RequestStatus, WorkgroupRequest

UNANSWERED = timedelta(days=90)


@jobs.recurs("forget-workgroup-requests", every=timedelta(days=1))
def forget_requests(job: Job) -> None:
    """What somebody wrote in it is wiped; they may ask again."""
    wanted = select(WorkgroupRequest).where(WorkgroupRequest.status == RequestStatus.OPEN)
    for asked in db.session.scalars(wanted.where(WorkgroupRequest.asked_at < now() - UNANSWERED)):
        asked.withdraw(None)
    job.done()
    db.session.commit()
