"""An organisation stops taking part, for a while or for good, and perhaps comes back: its people lose access at once.

Nobody is asked or told by a flag alone: each time is a row (`Closing`) with who, when and why.
"""

from collections.abc import Callable
from datetime import date

from sqlalchemy import select, update

from pact.access import Actor
from pact.dates import now
from pact.db import db
from pact.organisations.models import Closing, ClosingKind, Membership, Organisation

#: What other rooms do, in the same transaction, when an organisation stops: this room stands to their left and may not
#: know them, so they register here as work registers with `jobs`.
WhenClosed = Callable[[Organisation, Actor], None]
WHEN_CLOSED: list[WhenClosed] = []


def when_closed(deed: WhenClosed) -> WhenClosed:
    """Register what a room does when an organisation stops."""
    WHEN_CLOSED.append(deed)
    return deed


def close(
    organisation: Organisation, kind: ClosingKind, reason: str, words: str, by: Actor, left_on: date | None = None
) -> None:
    """Stop an organisation. Its roles count no more from this commit on (actors.py); who left keeps none at all."""
    organisation.suspended_at = now()
    db.session.add(
        Closing(organisation_id=organisation.id, kind=kind, reason=reason, words=words, left_on=left_on, by_id=by.id)
    )
    db.session.flush()  # locks the row: who is sending something to it right now comes before us, or not at all
    for deed in WHEN_CLOSED:
        deed(organisation, by)
    if kind == ClosingKind.LEFT:
        db.session.execute(
            update(Membership)
            .where(Membership.organisation_id == organisation.id, Membership.ended_at.is_(None))
            .values(ended_at=now(), ended_by_id=by.id)
        )


def closing_of(organisation: Organisation) -> Closing | None:
    """Why it takes no part now."""
    wanted = select(Closing).where(Closing.organisation_id == organisation.id, Closing.reopened_at.is_(None))
    return db.session.scalars(wanted.order_by(Closing.id.desc())).first()


def reopen(organisation: Organisation, by: Actor) -> None:
    """It takes part again, with the people it had. What went back to its senders stays with them."""
    closing = closing_of(organisation)
    if closing is not None:
        closing.reopened_at, closing.reopened_by_id = now(), by.id
    organisation.suspended_at = None


def is_open(organisation_id: int | None) -> bool:
    """Whether it takes part at this moment; nobody can close it before the transaction that asks has ended."""
    wanted = select(Organisation.suspended_at).where(Organisation.id == organisation_id)
    row = db.session.execute(wanted.with_for_update(read=True)).one_or_none()
    return row is not None and row.suspended_at is None
