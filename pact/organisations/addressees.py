"""Who gets a letter: the people who hold a role now and have an account."""

from collections.abc import Sequence

from sqlalchemy import select

from pact.db import db
from pact.organisations.models import Membership
from pact.people.models import PactRole, Person


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
