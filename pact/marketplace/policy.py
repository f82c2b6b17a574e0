"""Partners read the marketplace and place on it; who placed something, and their contact person, reads the answers."""

from sqlalchemy import ColumnElement

from pact.access import Actor
from pact.marketplace.models import Notice
from pact.organisations.models import Organisation
from pact.organisations.policy import reads_all


def partner(person: Actor | None) -> bool:
    """Works for a partner, or looks after all of them."""
    return person is not None and (bool(person.roles_at) or reads_all(person))


def visible_to(person: Actor) -> ColumnElement[bool]:
    """The same for every partner. What an organisation placed that stopped is not there."""
    return Organisation.suspended_at.is_(None)


def places(person: Actor | None) -> bool:
    return person is not None and bool(person.roles_at)


def may_keep(person: Actor, notice: Notice) -> bool:
    """Read the answers, prolong it and close it. Who no longer works there may not; their contact person may."""
    here = notice.organisation_id
    placed_it = notice.placed_by_id == person.id and here in person.roles_at
    return placed_it or person.is_at(here, "contact_person")


def may_reply(person: Actor, notice: Notice) -> bool:
    """One does not answer oneself."""
    return notice.is_open and places(person) and notice.placed_by_id != person.id
