"""A role that somebody must hold: who lacks it is marked, so that nobody finds out by a resident who was not helped."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, literal, select, true, union_all

from pact.db import AnyRow, AnySelect, db
from pact.organisations.models import MemberRole, Membership, Organisation
from pact.organisations.policy import is_current
from pact.people.models import Person

#: A role, and the organisations that cannot do without it. Rooms to the right add what only they know, as in closings.
NEEDED: dict[MemberRole, ColumnElement[bool]] = {MemberRole.CONTACT_PERSON: true()}


def _without(role: MemberRole) -> AnySelect:
    """Somebody who was invited and has not come yet holds nothing."""
    holds = (
        exists()
        .where(Membership.organisation_id == Organisation.id, Membership.role == role, is_current())
        .where(Person.id == Membership.person_id, Person.active, Person.activated_at.is_not(None))
    )
    return select(Organisation.slug, Organisation.name, literal(role.value).label("role")).where(
        Organisation.suspended_at.is_(None), NEEDED[role], ~holds
    )


def lacking(*conditions: ColumnElement[bool], most: int | None = None) -> Sequence[AnyRow]:
    """Which organisations lack which role, by name; one row for each role that nobody holds."""
    found = union_all(*(_without(role).where(*conditions) for role in NEEDED)).subquery()
    return db.session.execute(select(found).order_by(found.c.name, found.c.role).limit(most)).all()
