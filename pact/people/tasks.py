"""Codes and links that no longer open anything are thrown away, a day after they stopped working."""

from datetime import timedelta

from sqlalchemy import delete

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.people.models import AddressChange, Invitation, SignInCode

KEPT = timedelta(days=1)


@jobs.recurs("forget_codes", every=timedelta(days=1))
def forget_codes(job: Job) -> None:
    for table in (SignInCode, Invitation, AddressChange):
        db.session.execute(delete(table).where(table.expires_at < now() - KEPT))
    job.done()
