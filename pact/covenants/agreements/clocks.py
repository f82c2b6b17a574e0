"""Sixty days before its last day the coordinator hears that an agreement ends; once, and not when another follows."""

import logging
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from pact import audit, jobs
from pact.covenants.agreements import emails, queries
from pact.covenants.models import Agreement
from pact.dates import now
from pact.db import db
from pact.jobs import Job

log = logging.getLogger(__name__)


@jobs.recurs("agreement-clocks", every=timedelta(days=1))
def strike(job: Job) -> None:
    ids = queries.to_remind_of()
    db.session.rollback()
    for id in ids:
        agreement = db.session.scalar(select(Agreement).where(Agreement.id == id, Agreement.reminded_at.is_(None)))
        if agreement is None:
            continue
        try:
            agreement.reminded_at = now()
            emails.remind(agreement)
            audit.record("agreement_ends_soon", agreement.thing, origin="clock")
            db.session.commit()
        except StaleDataError as error:  # somebody was first; tomorrow looks again
            db.session.rollback()
            log.info("clock of agreement %s: %s", id, type(error).__name__)
    job.done()
