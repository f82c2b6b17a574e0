"""Who asks: one query per request reads the person, their roles on the pact and their roles in organisations."""

from typing import Any

from sqlalchemy import CompoundSelect, Integer, String, bindparam, cast, null, select, union_all

from pact.access import Actor
from pact.dates import now
from pact.db import db
from pact.organisations.models import Membership, Organisation
from pact.people import sessions
from pact.people.models import WEIGHTY, PactRole, Person

_IS_ASKING = (Person.fs_uniquifier == bindparam("uniquifier")) & Person.active & Person.activated_at.is_not(None)
_PERSON = (Person.id, Person.name, Person.email, Person.locale, Person.content_closed_until)

#: Built once: the statement of every request. Rows: the person, then a row per role.
_ACTOR: CompoundSelect[Any] = union_all(
    select(*_PERSON, cast(null(), Integer).label("organisation_id"), cast(null(), String).label("role")).where(
        _IS_ASKING
    ),
    select(*_PERSON, cast(null(), Integer), PactRole.role)
    .join(PactRole, PactRole.person_id == Person.id)
    .where(_IS_ASKING, PactRole.ended_at.is_(None))
    .where(PactRole.role.not_in(WEIGHTY) | PactRole.confirmed_at.is_not(None)),
    select(*_PERSON, Membership.organisation_id, Membership.role)
    .join(Membership, Membership.person_id == Person.id)
    .join(Organisation, Organisation.id == Membership.organisation_id)
    .where(_IS_ASKING, Membership.ended_at.is_(None), Organisation.suspended_at.is_(None)),
)


def current_actor() -> Actor | None:
    """The signed-in person with the roles that hold now, or None. An ended account or role counts from this moment."""
    uniquifier = sessions.signed_in_as()
    if uniquifier is None:
        return None
    return load_actor(uniquifier, is_strong=sessions.is_strong())


def load_actor(uniquifier: str, *, is_strong: bool = False) -> Actor | None:
    rows = db.session.execute(_ACTOR, {"uniquifier": uniquifier}).all()
    if not rows:
        return None
    pact_roles: set[str] = set()
    roles_at: dict[int, frozenset[str]] = {}
    for *_person, organisation_id, role in rows:
        if organisation_id is not None:
            roles_at[organisation_id] = roles_at.get(organisation_id, frozenset()) | {role}
        elif role is not None:
            pact_roles.add(role)
    first = rows[0]
    held = first.content_closed_until is not None and first.content_closed_until > now()
    return Actor(first.id, first.name, first.email, first.locale, frozenset(pact_roles), roles_at, is_strong, held)
