"""Each day: who promised something is asked how it went, once for each follow-up day; and what is old is forgotten."""

import logging
from datetime import timedelta

from sqlalchemy import and_, delete, exists, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.exc import StaleDataError

from pact import audit, jobs
from pact.ambassadors import emails
from pact.ambassadors.models import Asked, Outcome, Pledge, Question, ShownName, StepTaken
from pact.dates import now, today
from pact.db import db
from pact.jobs import Job
from pact.organisations.models import MemberRole, Membership

log = logging.getLogger(__name__)

PERSON_FORGOTTEN_AFTER = timedelta(days=30)  # steps and a name, once somebody is no ambassador any more
KEPT = timedelta(days=730)  # what was promised and asked, after it ended: two years of reports look back


@jobs.recurs("ambassador-clocks", every=timedelta(days=1))
def strike(job: Job) -> None:
    """Each pledge in a transaction of its own, so that one that somebody is busy with holds up no other."""
    due = select(Pledge.id).where(
        Pledge.status == Outcome.OPEN,
        Pledge.follow_up_on <= today(),
        or_(Pledge.reminded_on.is_(None), Pledge.reminded_on != Pledge.follow_up_on),
    )
    ids = list(db.session.scalars(due.order_by(Pledge.id)))
    db.session.rollback()
    for id in ids:
        wanted = select(Pledge).where(Pledge.id == id, Pledge.status == Outcome.OPEN)
        pledge = db.session.scalar(wanted.options(joinedload(Pledge.organisation)))
        if pledge is None or not pledge.organisation.is_active:
            continue
        try:
            remind(pledge)
            db.session.commit()
        except StaleDataError:  # somebody was first; tomorrow looks again
            db.session.rollback()
            log.info("clock of pledge %s: somebody was first", id)
    forget()
    job.done()


def remind(pledge: Pledge) -> None:
    emails.remind_of_pledge(pledge)
    pledge.reminded_on = pledge.follow_up_on
    audit.record("pledge_reminded", pledge.thing, organisation_id=pledge.organisation_id, origin="clock")


def forget() -> None:
    """What hangs on somebody who is no ambassador goes; what an organisation promised goes two years after it ended."""
    since = now() - PERSON_FORGOTTEN_AFTER
    for table in (StepTaken, ShownName):
        is_or_was = exists().where(
            and_(
                Membership.person_id == table.person_id,
                Membership.organisation_id == table.organisation_id,
                Membership.role == MemberRole.AMBASSADOR,
                or_(Membership.ended_at.is_(None), Membership.ended_at > since),
            )
        )
        db.session.execute(delete(table).where(~is_or_was))
    old = now() - KEPT
    db.session.execute(delete(Pledge).where(Pledge.ended_at < old))
    over = select(Question.id).where(Question.ended_at < old)
    db.session.execute(delete(Asked).where(Asked.question_id.in_(over)))
    db.session.execute(delete(Question).where(Question.ended_at < old))
