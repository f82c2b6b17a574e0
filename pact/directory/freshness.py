"""«Klopt dit nog?»: once a quarter each contact person is asked whether what the social map says is still true.

The letters go out in the first month of a quarter, so that a clock that stood still catches up, and who joins later is
not asked at once. Whether somebody was asked is a row per quarter, so nobody is asked twice; whoever said yes in this
quarter, or changed something, is not asked at all.
"""

from datetime import date, timedelta

from sqlalchemy import or_, select, update

from pact import jobs
from pact.dates import now, today
from pact.db import db
from pact.directory import emails
from pact.directory.models import Check, Scheme, Service, ServiceStatus
from pact.jobs import Job
from pact.keys import token_hash
from pact.organisations.addressees import contact_persons
from pact.organisations.models import MemberRole, Membership, Organisation

ASKED_WITHIN = timedelta(days=31)


def quarter_of(day: date) -> str:
    """«2026-4»."""
    return f"{day.year}-{(day.month + 2) // 3}"


def quarter_began(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def ask_everyone() -> int:
    """Write to the contact persons of whoever has an entry that nobody looked at this quarter; tells how many."""
    this, began = quarter_of(today()), quarter_began(today())
    unsure_services = select(Service.organisation_id).where(
        Service.status == ServiceStatus.ACTIVE, or_(Service.assured_on.is_(None), Service.assured_on < began)
    )
    unsure_schemes = select(Scheme.organisation_id).where(or_(Scheme.assured_on.is_(None), Scheme.assured_on < began))
    places = select(Organisation).where(
        Organisation.suspended_at.is_(None),
        or_(Organisation.id.in_(unsure_services), Organisation.id.in_(unsure_schemes)),
    )
    pairs = select(Check.organisation_id, Check.person_id).where(Check.quarter == this)
    asked = {(organisation_id, person_id) for organisation_id, person_id in db.session.execute(pairs)}
    count = 0
    for organisation in db.session.scalars(places.order_by(Organisation.id)):
        for person in contact_persons(organisation.id):
            if (organisation.id, person.id) in asked:
                continue
            check, token = Check.make(organisation.id, person.id, this)
            db.session.add(check)
            emails.ask_if_it_is_true(person, organisation, token)
            count += 1
    return count


def open_check(token: str) -> Check | None:
    """The question behind a link, while it may be answered: by somebody who is still contact person there."""
    still_there = select(Membership.id).where(
        Membership.organisation_id == Check.organisation_id,
        Membership.person_id == Check.person_id,
        Membership.role == MemberRole.CONTACT_PERSON,
        Membership.ended_at.is_(None),
    )
    return db.session.scalar(
        select(Check)
        .join(Organisation, Organisation.id == Check.organisation_id)
        .where(Check.token_hash == token_hash(token), Check.expires_at > now())
        .where(Organisation.suspended_at.is_(None), still_there.exists())
    )


def assure(organisation_id: int) -> None:
    """All that this organisation has in the directory is true, says somebody who knows."""
    for model in (Service, Scheme):
        db.session.execute(update(model).where(model.organisation_id == organisation_id).values(assured_on=today()))


@jobs.recurs("ask_if_entries_are_true", every=timedelta(days=1))
def ask_daily(job: Job) -> None:
    if today() < quarter_began(today()) + ASKED_WITHIN:
        ask_everyone()
    job.done()


@jobs.recurs("forget_entry_checks", every=timedelta(days=7))
def forget_old(job: Job) -> None:
    """A link that is over opens nothing; after a year the row goes too."""
    for check in db.session.scalars(select(Check).where(Check.expires_at < now() - timedelta(days=365))):
        db.session.delete(check)
    job.done()
