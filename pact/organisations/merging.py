"""Two partners turn out to be one: the second goes up in the first, with its people and all that points at it.

Old roles and the trail stay with the second, as they were; its address leads to the first from then on.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select, update
from sqlalchemy.orm import aliased

from pact.access import Actor
from pact.dates import now
from pact.db import db
from pact.files.store import StoredFile
from pact.organisations.models import Closing, ClosingKind, Membership, Organisation
from pact.organisations.policy import is_current
from pact.organisations.staff import change_roles, roles_at
from pact.people.models import Person


@dataclass(frozen=True)
class Part:
    """What another room says and does when `gone` goes up in `kept`. Rooms to the right add theirs, as in closings."""

    foretell: Callable[[Organisation, Organisation], list[str]]
    obstacles: Callable[[Organisation, Organisation], list[str]]
    move: Callable[[Organisation, Organisation], None]


PARTS: list[Part] = []


def foretell(gone: Organisation, kept: Organisation) -> list[str]:
    """What will come along, in sentences."""
    return [sentence for part in PARTS for sentence in part.foretell(gone, kept)]


def obstacles(gone: Organisation, kept: Organisation, by: Actor) -> list[str]:
    """Why it cannot be done now; nothing if it can."""
    found = [sentence for part in PARTS for sentence in part.obstacles(gone, kept)]
    if by.is_at(gone.id, *("referrer", "handler", "contact_person", "ambassador", "member")):
        found.append(_("Je werkt zelf bij %(name)s. Niemand geeft zichzelf een rol.", name=gone.name))
    found += [
        _("%(name)s heeft bij beide een eigen account. Sluit er eerst een.", name=name)
        for name in _with_two_accounts(gone.id, kept.id)
    ]
    return found


def _with_two_accounts(gone_id: int, kept_id: int) -> list[str]:
    """Somebody of one name at both, under two addresses: most likely one person, who would keep half of their work."""
    here, there = aliased(Person), aliased(Person)
    at_gone = select(Membership.person_id).where(Membership.organisation_id == gone_id, is_current())
    at_kept = select(Membership.person_id).where(Membership.organisation_id == kept_id, is_current())
    wanted = (
        select(here.name)
        .join(there, (func.lower(there.name) == func.lower(here.name)) & (there.id != here.id))
        .where(here.id.in_(at_gone), there.id.in_(at_kept), here.active, there.active)
        .distinct()
        .order_by(here.name)
    )
    return list(db.session.scalars(wanted))


def merge(gone: Organisation, kept: Organisation, by: Actor) -> list[Person]:
    """Put `gone` in `kept`; gives the people who work there from now on."""
    gone.suspended_at = now()
    db.session.add(
        Closing(organisation_id=gone.id, kind=ClosingKind.MERGED, reason="double", into_id=kept.id, by_id=by.id)
    )
    db.session.flush()
    people = list(
        db.session.scalars(
            select(Person)
            .where(
                Person.id.in_(select(Membership.person_id).where(Membership.organisation_id == gone.id, is_current()))
            )
            .order_by(Person.id)
        )
    )
    for person in people:
        change_roles(kept, person.id, roles_at(gone, person.id) | roles_at(kept, person.id), by.id)
        change_roles(gone, person.id, set(), by.id)
    takes_room = update(StoredFile).where(StoredFile.organisation_id == gone.id)
    db.session.execute(takes_room.values(organisation_id=kept.id))
    for part in PARTS:
        part.move(gone, kept)
    return people


def successor_of(slug: str) -> str | None:
    """The address of the partner in which this one went up."""
    gone, kept = aliased(Organisation), aliased(Organisation)
    wanted = (
        select(kept.slug)
        .join(Closing, Closing.into_id == kept.id)
        .join(gone, gone.id == Closing.organisation_id)
        .where(gone.slug == slug, Closing.reopened_at.is_(None))
    )
    return db.session.scalars(wanted).first()
