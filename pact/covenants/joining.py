"""From a request to a covenant to sign: the organisation gets its place, and somebody a link of their own."""

from pact.covenants import queries
from pact.covenants.models import Covenant, CovenantLink, CovenantText, JoinRequest, Purpose, TextKind
from pact.db import db
from pact.links import as_slug
from pact.organisations.models import Organisation

#: Pages under /partners and /wie-doet-wat that are no organisation.
TAKEN = frozenset({"aanmeldingen", "nieuw", "print", "regelingen"})


def organisation_of(request: JoinRequest, kind: TextKind) -> Organisation:
    """The one that has this name already, or a new one. It takes part from the day both sides signed."""
    found = queries.organisation_called(request.organisation_name)
    if found is not None:
        return found
    made = Organisation(
        slug=free_slug(request.organisation_name),
        name=request.organisation_name,
        kind=request.kind,
        pillar=kind.pillar,
        phone=request.phone,
    )
    db.session.add(made)
    db.session.flush()
    return made


def free_slug(name: str) -> str:
    """«Voedselbank 't Mandje» becomes voedselbank-t-mandje, with a number behind it when that is taken."""
    base = as_slug(name, "partner")
    taken = queries.slugs_like(base) | TAKEN
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


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
