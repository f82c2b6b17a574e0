"""From a request to a covenant to sign: the organisation gets its place, and somebody a link of their own."""

from pact.covenants import queries
from pact.covenants.models import Covenant, CovenantLink, CovenantText, JoinRequest, Lead, Purpose, TextKind
from pact.db import db
from pact.organisations.models import Organisation
from pact.organisations.naming import free_slug

UNKNOWN = "Iets anders"  # a word of ORGANISATION_KINDS


def organisation_of(request: JoinRequest, kind: TextKind) -> Organisation:
    return _found_or_made(request.organisation_name, request.kind, request.phone, kind)


def organisation_of_lead(lead: Lead, kind: TextKind) -> Organisation:
    """The same for one that said yes on the telephone."""
    return _found_or_made(lead.name, lead.kind or UNKNOWN, lead.phone, kind)


def _found_or_made(name: str, said: str, phone: str, kind: TextKind) -> Organisation:
    """The one that has this name already, or a new one. It takes part from the day both sides signed."""
    found = queries.organisation_called(name)
    if found is not None:
        return found
    made = Organisation(slug=free_slug(name), name=name, kind=said, pillar=kind.pillar, phone=phone)
    db.session.add(made)
    db.session.flush()
    return made


def ask_to_sign(
    organisation: Organisation, text: CovenantText, name: str, email: str, by_id: int | None
) -> tuple[CovenantLink, str]:
    """A covenant that waits for a signature, and the link for whoever signs. Gives the link and its secret."""
    covenant = Covenant(asked_by_id=by_id)
    covenant.organisation, covenant.text = organisation, text
    db.session.add(covenant)
    return new_link(covenant, name, email)


def part_ways(covenant: Covenant) -> None:
    """One that ended or lapsed no longer lets its organisation take part, unless another still stands."""
    if not queries.others_in_force(covenant):
        covenant.organisation.joined_on = None


def new_link(covenant: Covenant, name: str, email: str) -> tuple[CovenantLink, str]:
    link, token = CovenantLink.make(covenant, Purpose.SIGN, name, email)
    db.session.add(link)
    db.session.flush()
    return link, token
