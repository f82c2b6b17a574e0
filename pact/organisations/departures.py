"""Somebody lays down a role, or loses all of them: what must go on without them is asked in the same transaction.

Not when a whole organisation stops: then there is nobody to ask (closings.py).
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Set

from sqlalchemy import select

from pact.db import db
from pact.organisations.models import MemberRole, Membership

#: What other rooms do when these roles were laid down at this organisation. They stand to the right and register here.
WhenLaidDown = Callable[[int, Set[MemberRole], int | None], None]
WHEN_LAID_DOWN: list[WhenLaidDown] = []


def when_laid_down(deed: WhenLaidDown) -> WhenLaidDown:
    """Register what a room does when somebody lays down a role."""
    WHEN_LAID_DOWN.append(deed)
    return deed


def tell(organisation_id: int, roles: Set[MemberRole], by_id: int | None) -> None:
    """The roles have ended already, so that who looks sees how it is now."""
    db.session.flush()
    for deed in WHEN_LAID_DOWN:
        deed(organisation_id, roles, by_id)


def held_by(person_id: int) -> Mapping[int, Set[MemberRole]]:
    """What this person does now, for each organisation."""
    wanted = select(Membership.organisation_id, Membership.role)
    found: dict[int, set[MemberRole]] = defaultdict(set)
    for organisation_id, role in db.session.execute(
        wanted.where(Membership.person_id == person_id, Membership.ended_at.is_(None))
    ):
        found[organisation_id].add(MemberRole(role))
    return found
