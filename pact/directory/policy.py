"""Everybody may read the directory; contact persons and the coordinator keep it true.

What an organisation that left the pact offered is not in it.
"""

from sqlalchemy import ColumnElement, false, true

from pact.access import Actor
from pact.organisations import policy as organisations
from pact.organisations.models import Organisation
from pact.organisations.policy import contact_person, oversees


def visible_to(person: Actor | None) -> ColumnElement[bool]:
    """The same for everyone: the directory is public."""
    return Organisation.suspended_at.is_(None)


def may_refer(person: Actor | None) -> bool:
    return person is not None and bool(person.organisations_as("referrer"))


def edits(person: Actor | None) -> bool:
    """Keeps at least one entry."""
    return contact_person(person) or oversees(person)


def keeps_schemes(person: Actor | None) -> bool:
    """Which schemes there are is for who looks after the whole map; whoever is asked about one keeps its words true."""
    return oversees(person)


def kept_by(person: Actor) -> ColumnElement[bool]:
    """The organisations whose entry this person keeps."""
    if oversees(person):
        return true()
    mine = person.organisations_as("contact_person")
    return Organisation.id.in_(mine) if mine else false()


def may_edit(person: Actor | None, organisation_id: int) -> bool:
    return person is not None and organisations.may_edit(person, organisation_id)
