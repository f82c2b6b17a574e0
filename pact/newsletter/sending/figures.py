"""How an issue stands, counted: by the index on issue and state, so that a hundred thousand rows take no time."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from pact.db import db
from pact.newsletter.models import Delivery, DeliveryState


@dataclass(frozen=True)
class Figures:
    sent: int
    waiting: int
    deferred: int
    failed: int
    left: int
    next_at: datetime | None

    @property
    def all(self) -> int:
        return self.sent + self.waiting + self.deferred + self.failed + self.left

    @property
    def to_go(self) -> int:
        return self.waiting + self.deferred


def of(issue_id: int) -> Figures:
    counted = select(Delivery.state, func.count()).where(Delivery.issue_id == issue_id).group_by(Delivery.state)
    count: Counter[str] = Counter({str(state): number for state, number in db.session.execute(counted)})
    put_off = select(func.min(Delivery.next_at)).where(
        Delivery.issue_id == issue_id, Delivery.state == DeliveryState.DEFERRED
    )
    held = (DeliveryState.QUEUED, DeliveryState.CLAIMED, DeliveryState.SENDING, DeliveryState.UNSURE)
    return Figures(
        sent=count[DeliveryState.ACCEPTED],
        waiting=sum(count[state] for state in held),
        deferred=count[DeliveryState.DEFERRED],
        failed=count[DeliveryState.FAILED],
        left=count[DeliveryState.CANCELLED],
        next_at=db.session.scalar(put_off) if count[DeliveryState.DEFERRED] else None,
    )


def accepted_since(issue_id: int, moment: datetime) -> int:
    """How many the mail server took since then."""
    accepted = (Delivery.issue_id == issue_id, Delivery.state == DeliveryState.ACCEPTED)
    return db.session.scalar(select(func.count()).where(*accepted, Delivery.ended_at > moment)) or 0


def failures(issue_id: int) -> dict[str, int]:
    """By code: why letters could not be delivered."""
    wanted = select(Delivery.trouble, func.count()).where(
        Delivery.issue_id == issue_id, Delivery.state == DeliveryState.FAILED
    )
    return {code or "": number for code, number in db.session.execute(wanted.group_by(Delivery.trouble))}


def bounced(issue_id: int) -> int:
    """Accepted, and sent back later by a server further on."""
    wanted = select(func.count()).where(
        Delivery.issue_id == issue_id, Delivery.state == DeliveryState.ACCEPTED, Delivery.bounced_at.is_not(None)
    )
    return db.session.scalar(wanted) or 0
