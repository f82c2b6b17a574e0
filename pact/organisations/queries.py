"""Lists of this room: organisations with how many people, and the people of one organisation with their roles."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from pact.db import AnyRow, db
from pact.organisations.models import MemberRole, Membership, Organisation, Pillar
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


def told_by(slug: str) -> AnyRow | None:
    """What an organisation tells everybody about itself."""
    wanted = select(Organisation.about, Organisation.villages, Organisation.website)
    return db.session.execute(wanted.where(Organisation.slug == slug)).one_or_none()


def members(organisation_id: int, *, person_id: int | None = None) -> list[Member]:
    """The people who work there now, by name, each with the roles held there."""
    wanted = (
        select(Person.id, Person.name, Person.email, Person.activated_at, Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id, is_current(), Person.active)
        .order_by(Person.name, Person.id, Membership.id)
    )
    if person_id is not None:
        wanted = wanted.where(Person.id == person_id)
    found: dict[int, Member] = {}
    for id, name, email, activated_at, role in db.session.execute(wanted):
        roles = (*(found[id].roles if id in found else ()), MemberRole(role))
        found[id] = Member(id, name, email, roles, activated_at)
    return list(found.values())


def places_of(person_id: int) -> set[int]:
    """Every organisation this person works for."""
    wanted = select(Membership.organisation_id).where(Membership.person_id == person_id, is_current())
    return set(db.session.scalars(wanted))


def pact_roles_of(person_id: int) -> list[PactRole]:
    wanted = select(PactRole).where(PactRole.person_id == person_id, PactRole.ended_at.is_(None))
    return list(db.session.scalars(wanted))
