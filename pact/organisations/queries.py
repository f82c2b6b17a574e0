"""Lists of this room: organisations with how many people, and the people of one organisation with their roles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from pact.db import AnyRow, db
from pact.organisations.models import Closing, ClosingKind, MemberRole, Membership, Organisation, Pillar
from pact.organisations.policy import is_current
from pact.people.models import PactRole, Person


@dataclass(frozen=True)
class OrganisationRow:
    slug: str
    name: str
    kind: str
    pillar: Pillar
    people: int


@dataclass(frozen=True)
class Member:
    id: int
    name: str
    email: str
    roles: tuple[MemberRole, ...]
    activated_at: datetime | None
    since: datetime
    contact_since: datetime | None  # when the role of contact person was taken on


def organisations(visible: ColumnElement[bool]) -> list[OrganisationRow]:
    people = func.count(Membership.person_id.distinct())
    rows = db.session.execute(
        select(Organisation.slug, Organisation.name, Organisation.kind, Organisation.pillar, people)
        .outerjoin(Membership, (Membership.organisation_id == Organisation.id) & is_current())
        .where(visible, Organisation.suspended_at.is_(None))
        .group_by(Organisation.id, Organisation.slug, Organisation.name, Organisation.kind, Organisation.pillar)
        .order_by(Organisation.name)
    )
    return [OrganisationRow(*row) for row in rows]


def members(organisation_id: int, *, person_id: int | None = None) -> list[Member]:
    """The people who work there now, by name, each with the roles held there."""
    wanted = (
        select(Person.id, Person.name, Person.email, Person.activated_at, Membership.role, Membership.started_at)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id, is_current(), Person.active)
        .order_by(Person.name, Person.id, Membership.id)
    )
    if person_id is not None:
        wanted = wanted.where(Person.id == person_id)
    found: dict[int, Member] = {}
    for id, name, email, activated_at, role, started_at in db.session.execute(wanted):
        before = found.get(id)
        roles = (*(before.roles if before else ()), MemberRole(role))
        since = min(started_at, before.since) if before else started_at
        contact_since = before.contact_since if before else None
        if role == MemberRole.CONTACT_PERSON:
            contact_since = started_at
        found[id] = Member(id, name, email, roles, activated_at, since, contact_since)
    return list(found.values())


def backup_of(people: Sequence[Member]) -> Member | None:
    """The second contact person: who came after the first. There is one when there are two."""
    contacts = [(one.contact_since, one.id, one) for one in people if one.contact_since and one.activated_at]
    return sorted(contacts)[1][2] if len(contacts) > 1 else None


def closed(visible: ColumnElement[bool]) -> Sequence[AnyRow]:
    """Those that take no part now, by name, with how and since when."""
    wanted = (
        select(Organisation.slug, Organisation.name, Closing.kind, Closing.at, Closing.left_on)
        .join(Closing, (Closing.organisation_id == Organisation.id) & Closing.reopened_at.is_(None))
        .where(visible, Organisation.suspended_at.is_not(None), Closing.kind != ClosingKind.MERGED)
        .order_by(Organisation.name)
    )
    return db.session.execute(wanted).all()


def places_of(person_id: int) -> set[int]:
    """Every organisation this person works for."""
    wanted = select(Membership.organisation_id).where(Membership.person_id == person_id, is_current())
    return set(db.session.scalars(wanted))


def pact_roles_of(person_id: int) -> list[PactRole]:
    wanted = select(PactRole).where(PactRole.person_id == person_id, PactRole.ended_at.is_(None))
    return list(db.session.scalars(wanted))
