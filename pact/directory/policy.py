"""Everybody may read the directory; what an organisation that left the pact offered is not in it."""

from sqlalchemy import ColumnElement

from pact.access import Actor
from pact.organisations.models import Organisation


def visible_to(person: Actor | None) -> ColumnElement[bool]:
    """The same for everyone: the directory is public."""
    return Organisation.suspended_at.is_(None)


def may_refer(person: Actor | None) -> bool:
    return person is not None and bool(person.organisations_as("referrer"))
