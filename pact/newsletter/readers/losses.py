"""A newsletter that came back, or that somebody called junk: who cannot or will not have it, gets it no more.

Hard and complaint: at once, and no list brings them back. Soft: after three issues in a row.
"""

from enum import StrEnum

from sqlalchemy import select

from pact import audit
from pact.dates import now
from pact.db import db
from pact.newsletter.models import Delivery, DeliveryState, LeftBy, Reader
from pact.newsletter.readers import leaving
from pact.newsletter.readers.joining import by_address
from pact.newsletter.sending.losses import Loss as Refusal
from pact.newsletter.sending.losses import when_lost

SOFT_IN_A_ROW = 3


class Loss(StrEnum):
    HARD = "hard"
    SOFT = "soft"
    COMPLAINT = "complaint"


FINAL = (Loss.HARD, Loss.COMPLAINT)


def bounced(delivery_id: int, kind: str) -> bool:
    """Note it on the delivery and draw the consequence; tells whether that is news. Told twice, it counts once."""
    delivery = db.session.scalar(select(Delivery).where(Delivery.id == delivery_id).with_for_update())
    if delivery is None or delivery.bounce == kind or delivery.bounce in FINAL:
        return False
    delivery.bounced_at, delivery.bounce = now(), Loss(kind).value
    if delivery.reader_id is not None:
        _lose(db.session.get_one(Reader, delivery.reader_id, with_for_update=True), Loss(kind), delivery)
    return True


def bounced_address(email: str, kind: str) -> None:
    """The same, where only the address is told: it is about what was sent there last."""
    reader = by_address(email)
    if reader is None:
        return
    last = select(Delivery.id).where(Delivery.reader_id == reader.id).order_by(Delivery.issue_id.desc()).limit(1)
    delivery_id = db.session.scalar(last)
    if delivery_id is not None:
        bounced(delivery_id, kind)
    elif kind in FINAL:
        end(reader, Loss(kind))


def _lose(reader: Reader, kind: Loss, delivery: Delivery) -> None:
    if kind in FINAL:
        end(reader, kind)
        return
    _count_soft(reader, delivery.issue_id)


def _count_soft(reader: Reader, issue_id: int) -> None:
    """One more in a row, if the issue before came back too or was refused; else the first."""
    earlier = select(Delivery.bounce, Delivery.state)
    earlier = earlier.where(Delivery.reader_id == reader.id, Delivery.issue_id < issue_id)
    before = db.session.execute(earlier.order_by(Delivery.issue_id.desc()).limit(1)).one_or_none()
    again = before is not None and (before.bounce == Loss.SOFT or before.state == DeliveryState.FAILED)
    reader.soft_bounces = reader.soft_bounces + 1 if again else 1
    if reader.soft_bounces >= SOFT_IN_A_ROW and leaving.leave(reader, LeftBy.BOUNCE):
        audit.record("reader_lost", reader.thing, origin="clock", kind=Loss.SOFT)


@when_lost
def refused(loss: Refusal) -> None:
    """The mail server would not take it at all: the delivery says so already, the reader has to bear it."""
    reader = db.session.get(Reader, loss.reader_id, with_for_update=True)
    if reader is not None and loss.is_hard:
        end(reader, Loss.HARD)
    elif reader is not None and reader.is_reading:
        _count_soft(reader, loss.issue_id)


def end(reader: Reader, kind: Loss) -> None:
    """At once and for good."""
    leaving.suppress(reader.email_hash, "complaint" if kind == Loss.COMPLAINT else "bounce")
    if leaving.leave(reader, LeftBy.COMPLAINT if kind == Loss.COMPLAINT else LeftBy.BOUNCE):
        audit.record("reader_lost", reader.thing, origin="clock", kind=kind)
