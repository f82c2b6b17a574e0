"""«Later» comes back on its day, and whom to call is wiped when nobody needs it any more."""

import logging
from datetime import timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm.exc import StaleDataError

from pact import audit, jobs
from pact.covenants.models import Lead, Stage
from pact.covenants.models.lead import CONTACT_KEPT, SLEEPS
from pact.covenants.recruiting.queries import STEPS
from pact.dates import now, today
from pact.db import db
from pact.jobs import Job
from pact.states import IllegalMove

log = logging.getLogger(__name__)


@jobs.recurs("lead-clocks", every=timedelta(days=1))
def strike(job: Job) -> None:
    """Each lead in a transaction of its own: one that somebody is busy with waits until tomorrow."""
    back = select(Lead.id).where(Lead.status == Stage.LATER, Lead.next_on <= today()).order_by(Lead.id)
    ids = list(db.session.scalars(back))
    db.session.rollback()
    for id in ids:
        lead = db.session.scalar(select(Lead).where(Lead.id == id).options(*STEPS))
        if lead is None:
            continue
        try:
            lead.come_back()
            audit.record("lead_came_back", lead.thing, origin="clock")
            db.session.commit()
        except (IllegalMove, StaleDataError) as error:
            db.session.rollback()
            log.info("clock of lead %s: %s", id, type(error).__name__)
    forget()
    job.done()


def forget() -> None:
    over = [and_(Lead.status == stage, Lead.touched_at < now() - kept) for stage, kept in CONTACT_KEPT.items()]
    asleep = Lead.touched_at < now() - SLEEPS
    wanted = select(Lead).where(Lead.forgotten_at.is_(None), or_(asleep, *over)).options(*STEPS)
    for lead in db.session.scalars(wanted):
        lead.forget()
        audit.record("lead_forgotten", lead.thing, origin="clock")
