"""Closing somebody's account: memberships, roles, sessions, devices, codes and links end in one transaction (T06)."""

from collections.abc import Callable

from sqlalchemy import delete, update

from pact.dates import now
from pact.db import db
from pact.mail import cancel_letters_about
from pact.organisations import departures
from pact.organisations.models import Membership
from pact.people.models import AddressChange, Invitation, PactRole, Person, SignInCode, WebAuthn

#: What other rooms take away with an account. They stand to the right and register here.
WhenClosed = Callable[[int], None]
WHEN_CLOSED: list[WhenClosed] = []


def when_closed(deed: WhenClosed) -> WhenClosed:
    """Register what a room does when an account closes."""
    WHEN_CLOSED.append(deed)
    return deed


def revoke(person: Person, by_id: int | None) -> None:
    """End everything this person could do here. The row stays, so that the trail still has a name to show."""
    moment, held = now(), departures.held_by(person.id)
    person.revoke()
    person.password = None
    person.tf_primary_method = person.tf_totp_secret = person.tf_last_counter = None
    person.mf_recovery_codes = None
    db.session.execute(
        update(Membership)
        .where(Membership.person_id == person.id, Membership.ended_at.is_(None))
        .values(ended_at=moment, ended_by_id=by_id)
    )
    db.session.execute(
        update(PactRole).where(PactRole.person_id == person.id, PactRole.ended_at.is_(None)).values(ended_at=moment)
    )
    for table in (SignInCode, Invitation, AddressChange, WebAuthn):
        db.session.execute(delete(table).where(table.person_id == person.id))
    for deed in WHEN_CLOSED:
        deed(person.id)
    cancel_letters_about(f"invitation of {person.thing}")
    for organisation_id, roles in held.items():
        departures.tell(organisation_id, roles, by_id)
