"""Referrals between organisations, released once a quarter: counted by the day they were sent, so in one quarter only.

A release is made as soon as its quarter is over and then stands. What is erased, withdrawn or mended later changes
nothing in it, and nothing in the next one either: the two have no referral in common.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from pact import audit, jobs
from pact.dates import start_of, today
from pact.db import db
from pact.directory.freshness import quarter_began, quarter_of
from pact.jobs import Job
from pact.organisations.models import MemberRole, Membership
from pact.referrals.models import Referral
from pact.referrals.vocabulary import Status
from pact.reports.models import Release
from pact.reports.small_numbers import Leak, Name, Word, line, release

BETWEEN = "referrals_between"
TOTAL = "total"
KEPT_IN_SIGHT = 8  # how many one can choose from: two years

Pair = tuple[int, int]  # from one organisation to another


def releases() -> Sequence[Release]:
    """The newest first."""
    wanted = select(Release).where(Release.subject == BETWEEN).order_by(Release.id.desc()).limit(KEPT_IN_SIGHT)
    return db.session.scalars(wanted).all()


def standing(began: date) -> Release | None:
    """The release of the quarter that began on this day."""
    wanted = select(Release).where(Release.subject == BETWEEN, Release.period == quarter_of(began))
    return db.session.scalar(wanted)


def make(began: date) -> Release:
    """Count that quarter, once."""
    made = Release(subject=BETWEEN, period=quarter_of(began), figures=published(*_counted(began)))
    db.session.add(made)
    return made


def published(pairs: Sequence[Pair], counts: Counter[Pair]) -> dict[str, object]:
    """What of these counts may be known. A pair that is not named has the word «minder dan 5».

    Every organisation knows what it sent and received itself, so it must learn nothing about the others.
    """
    organisations = {id for pair in pairs for id in pair}
    own = [[pair for pair in pairs if id in pair] for id in sorted(organisations)]
    every: dict[Name, int] = {**{pair: counts[pair] for pair in pairs}, TOTAL: counts.total()}
    try:
        said = release(line(TOTAL, pairs), every, insiders=own)
    except Leak:
        return {}
    told = [[*pair, said[pair]] for pair in pairs if said[pair] is not Word.FEW]
    return {"total": said[TOTAL], "pairs": told}


def _counted(began: date) -> tuple[list[Pair], Counter[Pair]]:
    """Who could refer to whom in this quarter, and how often that happened. What was a mistake does not count."""
    over = quarter_began(began + timedelta(days=100))
    since, until = start_of(began), start_of(over)
    wanted = (
        select(Referral.from_organisation_id, Referral.to_organisation_id, func.count())
        .where(Referral.sent_at >= since, Referral.sent_at < until)
        .where(or_(Referral.status != Status.CANCELLED, Referral.reason != "mistake", Referral.reason.is_(None)))
        .where(Referral.from_organisation_id != Referral.to_organisation_id)
        .group_by(Referral.from_organisation_id, Referral.to_organisation_id)
    )
    counts: Counter[Pair] = Counter()
    for sender, receiver, number in db.session.execute(wanted):
        if receiver is not None:
            counts[sender, receiver] = number
    roles = (
        select(Membership.organisation_id, Membership.role)
        .where(Membership.role.in_((MemberRole.REFERRER, MemberRole.HANDLER)), Membership.started_at < until)
        .where(or_(Membership.ended_at.is_(None), Membership.ended_at >= since))
        .distinct()
    )
    able: set[tuple[int, MemberRole]] = {(id, MemberRole(role)) for id, role in db.session.execute(roles)}
    senders = sorted(id for id, role in able if role == MemberRole.REFERRER)
    receivers = sorted(id for id, role in able if role == MemberRole.HANDLER)
    possible = {(sender, receiver) for sender in senders for receiver in receivers if sender != receiver}
    return sorted(possible | counts.keys()), counts


@jobs.recurs("release-counts", every=timedelta(days=1))
def release_last_quarter(job: Job) -> None:
    """Early, so that little is erased before it is counted; a clock that stood still catches up."""
    last = quarter_began(quarter_began(today()) - timedelta(days=1))
    if standing(last) is None:
        audit.record("released", make(last).thing, origin="clock")
    job.done()
    db.session.commit()
