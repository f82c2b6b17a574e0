"""An agreement is known to the people of its parties and to whoever looks after all; the coordinator keeps it."""

from sqlalchemy import ColumnElement, false, select, true

from pact.access import Actor
from pact.covenants.models import Agreement, AgreementParty
from pact.organisations.policy import reads_all
from pact.people.policy import coordinator

__all__ = ["coordinator", "may_change", "may_end", "may_read_signer", "may_sign", "visible_to"]


def visible_to(person: Actor | None) -> ColumnElement[bool]:
    if person is None:
        return false()
    if reads_all(person):
        return true()
    mine = select(AgreementParty.agreement_id).where(AgreementParty.organisation_id.in_(list(person.roles_at)))
    return Agreement.id.in_(mine)


def may_read_signer(person: Actor, party: AgreementParty) -> bool:
    """Who signed is for the own people and whoever looks after all, as with a covenant."""
    return reads_all(person) or party.organisation_id in person.roles_at


def may_change(person: Actor, agreement: Agreement) -> bool:
    return coordinator(person) and agreement.may_change


def may_sign(person: Actor, agreement: Agreement, party: AgreementParty) -> bool:
    """The coordinator types over what stands on the paper."""
    return coordinator(person) and agreement.may_end and party.signed_on is None


def may_end(person: Actor, agreement: Agreement) -> bool:
    return coordinator(person) and agreement.may_end
