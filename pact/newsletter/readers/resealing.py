"""After a new key of the ring: addresses and proofs of readers are encrypted under the ring itself, so they follow."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select

from pact import keys
from pact.db import db
from pact.newsletter.models import Reader, SignUp

A_BATCH = 200
Sealed = TypeVar("Sealed", Reader, SignUp)


def reseal() -> int:
    """Tells how many. Commits per batch; safe to stop and repeat."""
    return _reseal(Reader) + _reseal(SignUp)


def _reseal(model: type[Sealed]) -> int:
    newest, last, total = next(iter(keys.ring())), 0, 0
    while batch := _batch(model, last):
        for row in batch:
            if {sealed[1] for sealed in (row.email_sealed, row.proof_sealed) if sealed} - {newest}:
                row.seal_anew()
                total += 1
        last = batch[-1].id
        db.session.commit()
    return total


def _batch(model: type[Sealed], last: int) -> Sequence[Sealed]:
    return db.session.scalars(select(model).where(model.id > last).order_by(model.id).limit(A_BATCH)).all()
