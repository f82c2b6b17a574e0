"""Every time limit of a referral: reminders, escalation, expiry, erasure. One job, which may run late or twice.

A reminder is a row (`Notice`) that can exist once; a move is refused the second time; erasing what is erased does
nothing. So a clock that was stopped for a weekend catches up, and two clocks tell nobody twice. Limits count Dutch
working days (wd); DESIGN.md 4 has the table.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from pact import audit, jobs, ledger
from pact.dates import now, today
from pact.db import db
from pact.jobs import Job
from pact.organisations.models import Membership
from pact.people.models import Person
from pact.referrals import emails, retention
from pact.referrals.models import Referral
from pact.referrals.reminders import remind
from pact.referrals.sheet import LOADED
from pact.referrals.vocabulary import Status as S
from pact.states import IllegalMove

log = logging.getLogger(__name__)


def expires_at(referral: Referral) -> datetime | None:
    """When nobody's answer ends it; None while somebody works on it: an accepted referral never expires."""
    if referral.status == S.CONSENT_PENDING:
        return _plus(referral.asked_at, timedelta(days=retention.CONTENT[S.CONSENT_PENDING].days))
    if referral.status == S.REQUESTED:
        limit = retention.URGENT_EXPIRES_AFTER if referral.urgent else retention.REQUEST_EXPIRES_AFTER
        return _plus(referral.sent_at, limit)
    if referral.status == S.ON_HOLD and referral.due_on is not None:
        # the review date and a working week to answer it
        return _plus(datetime.combine(referral.due_on, datetime.min.time(), now().tzinfo), timedelta(days=7))
    return None


def _plus(moment: datetime | None, span: timedelta) -> datetime | None:
    return moment + span if moment else None


def tick(referral: Referral) -> None:
    """Do for one referral what its clocks ask now. Raises nothing that a later tick would not mend."""
    limit = expires_at(referral)
    if limit is not None and limit <= now():
        _expire(referral)
        return
    remind(referral)


def _expire(referral: Referral) -> None:
    asked_only = referral.status == S.CONSENT_PENDING
    emails.call_back_letters(referral)
    if asked_only:
        emails.tell_sender(referral, "consent_expired")
    else:
        emails.tell_sender(referral, "expired")
        emails.tell_receivers_it_expired(referral)
        emails.tell_resident_news(referral)
    referral.expire()
    audit.record("expired", referral.thing, origin="clock")


def forget(referral: Referral) -> None:
    """Its time is over: a draft goes whole, of the others what is private."""
    emails.call_back_letters(referral)
    if referral.status == S.DRAFT:
        referral.discard(via="clock")
    else:
        referral.erase()
    audit.record("erased", referral.thing, origin="clock")


def strip(referral: Referral) -> None:
    """The resident asked for everything to go: also what names nobody. What is left can be counted, no more."""
    referral.topic = referral.urgent = referral.contact_way = referral.language = None
    referral.moments, referral.barriers = [], []
    referral.erasure_asked_at = None
    audit.record("stripped", referral.thing, origin="clock")


# -- which ones ------------------------------------------------------------------------------------------------


def _author_left() -> ColumnElement[bool]:
    """Drafts of somebody who left: nobody else may read them, so nobody can finish them."""
    still_there = exists().where(
        Membership.person_id == Referral.author_id,
        Membership.organisation_id == Referral.from_organisation_id,
        Membership.ended_at.is_(None),
        Person.id == Membership.person_id,
        Person.active,
    )
    return ~still_there


@dataclass(frozen=True)
class Due:
    """A referral, what its clock does, and why: asked again when it is its turn, for somebody may have been there."""

    id: int
    deed: Callable[[Referral], None]
    still: tuple[ColumnElement[bool], ...]


def due() -> Iterator[Due]:
    """The referrals whose clock may have something to do, with what it would do."""
    over = Referral.content_until <= now()
    orphaned = and_(Referral.status == S.DRAFT, _author_left())
    yield from _those(forget, Referral.erased_at.is_(None), or_(over, orphaned))
    yield from _those(strip, Referral.erasure_asked_at.is_not(None))
    yield from _those(tick, Referral.ended_at.is_(None), _may_be_due())


def _may_be_due() -> ColumnElement[bool]:
    """Nothing is asked of anybody within a day; what was asked for a later day is left alone until then."""
    yesterday, on = now() - timedelta(hours=12), today()
    return or_(
        and_(Referral.status == S.CONSENT_PENDING, Referral.asked_at <= yesterday),
        and_(Referral.status == S.REQUESTED, Referral.sent_at <= yesterday),
        and_(Referral.status == S.ON_HOLD, Referral.due_on <= on),
        and_(Referral.status == S.ACCEPTED, Referral.contacted_at.is_(None), Referral.accepted_at <= yesterday),
        and_(Referral.status == S.ACCEPTED, Referral.contacted_at <= now() - retention.NUDGE_EVERY),
        and_(Referral.status == S.ACCEPTED, Referral.accepted_at <= now() - retention.CLOSE_ASKED_AFTER),
    )


def _those(deed: Callable[[Referral], None], *conditions: ColumnElement[bool]) -> Iterator[Due]:
    for id in db.session.scalars(select(Referral.id).where(*conditions).order_by(Referral.id)):
        yield Due(id, deed, conditions)


def run_all() -> int:
    """Let every due clock strike, each referral in a transaction of its own; tells how many there were."""
    work = list(due())
    db.session.rollback()
    for one in work:
        referral = db.session.scalar(select(Referral).where(Referral.id == one.id, *one.still).options(*LOADED))
        if referral is None:
            continue
        try:
            one.deed(referral)
            db.session.commit()
        except (IllegalMove, StaleDataError, IntegrityError) as error:  # somebody was first; the next tick looks again
            db.session.rollback()
            log.info("clock of referral %s: %s", one.id, type(error).__name__)
    return len(work)


@jobs.recurs("referral-clocks", timedelta(minutes=15))
def strike(job: Job) -> None:
    run_all()
    job.done()
    db.session.commit()
    ledger.empty_log()
