"""An ambassador and the contact persons look after their own organisation; the coordinator helps all, and asks.

Whoever oversees the partners reads everything here.
"""

from sqlalchemy import ColumnElement, false, true

from pact.access import Actor
from pact.ambassadors.models import Asked, Pledge
from pact.organisations.models import Organisation
from pact.organisations.policy import may_invite, reads_all
from pact.people.policy import coordinator

__all__ = ["ambassador", "coordinator", "reads_all", "visible_to"]

#: Who acts for an organisation here.
ACTS = ("ambassador", "contact_person")


def ambassador(person: Actor | None) -> bool:
    return person is not None and bool(person.organisations_as("ambassador"))


def visible_to(person: Actor) -> ColumnElement[bool]:
    """The organisations of which this person may read who its ambassadors are and what it promised."""
    if reads_all(person):
        return true()
    mine = person.organisations_as(*ACTS)
    return Organisation.id.in_(mine) if mine else false()


def pledges_visible_to(person: Actor) -> ColumnElement[bool]:
    return true() if reads_all(person) else Pledge.organisation_id.in_(person.organisations_as(*ACTS))


def asked_visible_to(person: Actor) -> ColumnElement[bool]:
    """Each organisation reads what it was asked and said itself."""
    return true() if reads_all(person) else Asked.organisation_id.in_(person.organisations_as(*ACTS))


def may_name(person: Actor, organisation_id: int) -> bool:
    """Say who is ambassador. A contact person may name themselves: the role opens nothing of others."""
    return may_invite(person, organisation_id)


def may_stop(person: Actor, organisation_id: int, ambassador_id: int) -> bool:
    """Nobody has to go on."""
    stops = ambassador_id == person.id and person.is_at(organisation_id, "ambassador")
    return stops or may_name(person, organisation_id)


def takes_steps(person: Actor, organisation_id: int) -> bool:
    """First steps and the name on the site are the ambassador's own."""
    return person.is_at(organisation_id, "ambassador")


def may_pledge(person: Actor, organisation_id: int) -> bool:
    """Promise something for an organisation, and say what came of it."""
    return coordinator(person) or person.is_at(organisation_id, *ACTS)


def may_answer(person: Actor, asked: Asked) -> bool:
    return asked.question.is_open and person.is_at(asked.organisation_id, *ACTS)
