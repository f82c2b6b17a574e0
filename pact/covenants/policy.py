"""Everybody may read who signed; partners also read what ended and why; the coordinator asks, countersigns and ends."""

from sqlalchemy import ColumnElement, and_, or_, select, true

from pact.access import Actor
from pact.covenants.models import MOVES, Covenant, Status
from pact.organisations.models import Organisation
from pact.organisations.policy import reads_all
from pact.people.policy import coordinator
from pact.states import can_move

__all__ = ["coordinator", "visible_to"]


def in_force() -> ColumnElement[bool]:
    """What stands in the public register."""
    taking_part = select(Organisation.id).where(Organisation.suspended_at.is_(None))
    return and_(Covenant.status == Status.COUNTERSIGNED, Covenant.organisation_id.in_(taking_part))


def visible_to(person: Actor | None) -> ColumnElement[bool]:
    """The covenants somebody may know of."""
    if person is None:
        return in_force()
    if reads_all(person):
        return true()
    mine = person.organisations_as("contact_person")
    return or_(in_force(), Covenant.status == Status.ENDED, Covenant.organisation_id.in_(mine))


def organisations_known_to(person: Actor) -> ColumnElement[bool]:
    """Partners know each other. One that is shut out, or did not sign yet, is known to who deals with it."""
    if reads_all(person):
        return true()
    mine = list(person.roles_at)
    ended = select(Covenant.organisation_id).where(Covenant.status == Status.ENDED)
    took_part = or_(Organisation.joined_on.is_not(None), Organisation.id.in_(ended))
    return or_(Organisation.id.in_(mine), and_(Organisation.suspended_at.is_(None), took_part))


def may_read_signer(person: Actor, organisation_id: int) -> bool:
    """Who signed is for those who deal with it: the own people and whoever looks after all."""
    return reads_all(person) or organisation_id in person.roles_at


def may_read_copy(person: Actor, covenant: Covenant) -> bool:
    """What was signed, with the name under it: for the contact persons and for who looks after all."""
    is_signed = covenant.signed_at is not None
    return is_signed and (reads_all(person) or person.is_at(covenant.organisation_id, "contact_person"))


def may_countersign(person: Actor, covenant: Covenant) -> bool:
    return coordinator(person) and covenant.status == Status.SIGNED


def may_register_paper(person: Actor, covenant: Covenant) -> bool:
    return coordinator(person) and can_move(covenant, Status.SIGNED, MOVES)


def may_end(person: Actor, covenant: Covenant) -> bool:
    """What was signed ends; what was only asked is taken back, and that is the coordinator's to do."""
    if coordinator(person):
        return can_move(covenant, Status.ENDED, MOVES) or can_move(covenant, Status.DECLINED, MOVES)
    mine = person.is_at(covenant.organisation_id, "contact_person")
    return mine and can_move(covenant, Status.ENDED, MOVES)


def may_confirm(person: Actor, covenant: Covenant) -> bool:
    return person.is_at(covenant.organisation_id, "contact_person") and covenant.may_be_confirmed
