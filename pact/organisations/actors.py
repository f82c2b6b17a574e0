"""Who asks: one query per request reads the person, their roles on the pact and their roles in organisations."""

from typing import Any

from sqlalchemy import CompoundSelect, Integer, String, bindparam, cast, null, select, union_all

from pact.access import Actor
from pact.dates import now
from pact.db import db
from pact.organisations.models import Membership, Organisation
from pact.people import sessions
from pact.people.models import WEIGHTY, PactRole, Person

#: Tables, not entities: what every request asks makes no objects.
_PEOPLE, _ROLES, _MEMBERSHIPS, _ORGANISATIONS = (
    model.__table__.c for model in (Person, PactRole, Membership, Organisation)
)
_IS_ASKING = (_PEOPLE.fs_uniquifier == bindparam("uniquifier")) & _PEOPLE.active & _PEOPLE.activated_at.is_not(None)
_PERSON = (_PEOPLE.id, _PEOPLE.name, _PEOPLE.email, _PEOPLE.locale, _PEOPLE.content_closed_until)

#: Built once: the statement of every request. Rows: the person, then a row per role.
_ACTOR: CompoundSelect[Any] = union_all(
    select(*_PERSON, cast(null(), Integer).label("organisation_id"), cast(null(), String).label("role")).where(
        _IS_ASKING
    ),
    select(*_PERSON, cast(null(), Integer), _ROLES.role)
    .join(PactRole.__table__, _ROLES.person_id == _PEOPLE.id)
    .where(_IS_ASKING, _ROLES.ended_at.is_(None))
    .where(_ROLES.role.not_in(WEIGHTY) | _ROLES.confirmed_at.is_not(None)),
    select(*_PERSON, _MEMBERSHIPS.organisation_id, _MEMBERSHIPS.role)
    .join(Membership.__table__, _MEMBERSHIPS.person_id == _PEOPLE.id)
    .join(Organisation.__table__, _ORGANISATIONS.id == _MEMBERSHIPS.organisation_id)
    .where(_IS_ASKING, _MEMBERSHIPS.ended_at.is_(None), _ORGANISATIONS.suspended_at.is_(None)),
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
