"""Each day: what was taken out of an issue a week ago cannot come back, and goes."""

from datetime import timedelta

from sqlalchemy import delete

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.newsletter.models import TakenOut
from pact.newsletter.models.taken_out import BACK_WITHIN


@jobs.recurs("forget_taken_out_articles", every=timedelta(days=1))
def forget_taken_out(job: Job) -> None:
    db.session.execute(delete(TakenOut).where(TakenOut.taken_out_at < now() - BACK_WITHIN))
    job.done()
