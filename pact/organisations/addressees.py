"""Who gets a letter: the people who hold a role now and have an account."""

from collections.abc import Sequence

from sqlalchemy import exists, select

from pact.db import db
from pact.organisations.models import MemberRole, Membership
from pact.organisations.policy import is_current
from pact.people.models import PactRole, Person, Role


def people_at(organisation_id: int, role: str) -> Sequence[Person]:
    """Who works for this organisation in this role now and can be written to."""
    return db.session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id, Membership.role == role, Membership.ended_at.is_(None))
        .where(Person.active, Person.activated_at.is_not(None))
        .order_by(Person.id)
    ).all()


def people_with(pact_role: str) -> Sequence[Person]:
    """Who holds this role on the pact now."""
    return db.session.scalars(
        select(Person)
        .join(PactRole, PactRole.person_id == Person.id)
        .where(PactRole.role == pact_role, PactRole.confirmed_at.is_not(None), PactRole.ended_at.is_(None))
        .where(Person.active, Person.activated_at.is_not(None))
        .order_by(Person.id)
    ).all()


def people_of(organisation_id: int) -> Sequence[Person]:
    """Everybody who works there now, each once."""
    works_there = exists().where(
        Membership.person_id == Person.id, Membership.organisation_id == organisation_id, is_current()
    )
    wanted = select(Person).where(works_there, Person.active, Person.activated_at.is_not(None)).order_by(Person.id)
    return db.session.scalars(wanted).all()


def contact_persons(organisation_id: int) -> Sequence[Person]:
    return people_at(organisation_id, MemberRole.CONTACT_PERSON)


def coordinators() -> Sequence[Person]:
    return people_with(Role.COORDINATOR)
