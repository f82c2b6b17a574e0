"""What was looked at in the mailbox: by number and by a hash of its Message-ID, nothing of what it says."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now
from pact.db import Base


class Outcome(StrEnum):
    TAKEN = "taken"
    LEFT = "left"  # of a person, or of nobody we know: stays unread
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"


class InboxMessage(Base):
    """One message of the mailbox, by the number that it has there for ever (RFC 3501 2.3.1.1)."""

    __tablename__ = "inbox_message"
    __table_args__ = (UniqueConstraint("validity", "uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    validity: Mapped[str] = mapped_column(String(20))
    uid: Mapped[str] = mapped_column(String(20))
    message_hash: Mapped[str] = mapped_column(String(64), index=True, default="")
    outcome: Mapped[Outcome] = mapped_column(String(20))
    read_at: Mapped[datetime] = mapped_column(default=now, index=True)
