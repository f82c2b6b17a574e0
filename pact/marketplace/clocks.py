"""Each day: who placed something hears three days before that it ends. What ended is forgotten: answers first."""

import logging
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.exc import StaleDataError

from pact import audit, jobs
from pact.dates import now, today
from pact.db import db
from pact.jobs import Job
from pact.marketplace import emails, queries
from pact.marketplace.models import REMIND_BEFORE, Notice, Reply

log = logging.getLogger(__name__)

REPLIES_FORGOTTEN_AFTER = timedelta(days=90)
NOTICES_FORGOTTEN_AFTER = timedelta(days=365)


@jobs.recurs("market-clocks", every=timedelta(days=1))
def strike(job: Job) -> None:
    """Each notice in a transaction of its own, so that one that somebody is busy with holds up no other."""
    soon = and_(queries.is_open(), Notice.ends_on <= today() + REMIND_BEFORE, Notice.reminded_at.is_(None))
    ids = list(db.session.scalars(select(Notice.id).where(soon).order_by(Notice.id)))
    db.session.rollback()
    for id in ids:
        notice = db.session.scalar(
            select(Notice).where(Notice.id == id, Notice.reminded_at.is_(None)).options(joinedload(Notice.organisation))
        )
        if notice is None or not notice.is_open or not notice.organisation.is_active:
            continue
        try:
            emails.tell_of_end(notice)
            notice.reminded_at = now()
            audit.record("notice_ends_soon", notice.thing, organisation_id=notice.organisation_id, origin="clock")
            db.session.commit()
        except StaleDataError:  # somebody was first; tomorrow looks again
            db.session.rollback()
            log.info("clock of notice %s: somebody was first", id)
    forget()
    job.done()


def forget() -> None:
    db.session.execute(
        delete(Reply).where(Reply.notice_id.in_(select(Notice.id).where(ended(REPLIES_FORGOTTEN_AFTER))))
    )
    db.session.execute(delete(Notice).where(ended(NOTICES_FORGOTTEN_AFTER)))


def ended(ago: timedelta) -> ColumnElement[bool]:
    """Closed, or past its day, so long ago."""
    return or_(Notice.closed_at < now() - ago, Notice.ends_on < today() - ago)
