"""One letter of one issue to one reader, once. Its state is the truth; what carries it out may die at any moment."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pact.db import Base


class DeliveryState(StrEnum):
    """SECURITY.md E. `sending` is committed before the first word to the mail server."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENDING = "sending"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"  # not now, says the server: again at `next_at`
    UNSURE = "unsure"  # all was said and no answer was heard: once more, under the same Message-ID
    FAILED = "failed"
    CANCELLED = "cancelled"  # the reader left, or the issue was stopped for good


#: Nothing more happens to these.
FINAL = (DeliveryState.ACCEPTED, DeliveryState.FAILED, DeliveryState.CANCELLED)


class Delivery(Base):
    __tablename__ = "newsletter_delivery"
    __table_args__ = (
        UniqueConstraint("issue_id", "reader_id"),
        Index("ix_newsletter_delivery_issue_id_state_id", "issue_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("newsletter_issue.id"))
    letter_id: Mapped[int] = mapped_column(ForeignKey("newsletter_letter.id"))
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("newsletter_reader.id", ondelete="SET NULL"), index=True)
    state: Mapped[DeliveryState] = mapped_column(String(10), default=DeliveryState.QUEUED)
    worker: Mapped[str | None] = mapped_column(String(20))
    leased_until: Mapped[datetime | None]
    next_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    unsure_at: Mapped[datetime | None]  # it is sent again once, and not twice
    ended_at: Mapped[datetime | None]
    trouble: Mapped[str | None] = mapped_column(String(20))  # «550», «timeout»: never the words of the server
    bounced_at: Mapped[datetime | None]  # accepted, and sent back later on
    bounce: Mapped[str | None] = mapped_column(String(10))  # hard, soft, complaint
