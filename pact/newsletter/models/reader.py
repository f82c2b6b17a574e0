"""Somebody who gets the newsletter: an address, encrypted, and the proof that they asked for it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now
from pact.db import Base
from pact.keys import keyed_hash, open_with_ring, seal_with_ring
from pact.linked import Linked
from pact.newsletter.models.issue import Audience


def address_place(salt: str) -> str:
    """Where an address is sealed, for who reads many rows and makes no object of each."""
    return f"newsletter_reader:{salt}:email:v1"


class JoinedBy(StrEnum):
    SITE = "site"
    PAPER = "paper"
    LIST = "list"


class LeftBy(StrEnum):
    LINK = "link"  # the page of the link
    MAIL_PROGRAM = "mail_program"  # one click there (RFC 8058)
    BOUNCE = "bounce"
    COMPLAINT = "complaint"


class Reader(Linked, Base):
    """Reads from `confirmed_at` until `left_at`. The address is sealed; its keyed hash finds it again."""

    __tablename__ = "newsletter_reader"
    __table_args__ = (Index("ix_newsletter_reader_left_at_confirmed_at_id", "left_at", "confirmed_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email_sealed: Mapped[bytes]
    email_hash: Mapped[str] = mapped_column(String(64), unique=True)
    locale: Mapped[str] = mapped_column(String(5), default="nl")
    audience: Mapped[Audience] = mapped_column(String(20), default=Audience.RESIDENTS)
    joined_by: Mapped[JoinedBy] = mapped_column(String(20), default=JoinedBy.SITE)
    asked_at: Mapped[datetime] = mapped_column(default=now, index=True)
    confirmed_at: Mapped[datetime | None]
    proof_sealed: Mapped[bytes | None]  # what was said and how: the words of the form, or where the paper lies
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    left_at: Mapped[datetime | None]
    left_by: Mapped[LeftBy | None] = mapped_column(String(20))
    left_issue_id: Mapped[int | None] = mapped_column(ForeignKey("newsletter_issue.id", ondelete="SET NULL"))
    soft_bounces: Mapped[int] = mapped_column(default=0)  # in a row

    def __init__(self, email: str, **values: Any) -> None:
        super().__init__(**values)
        self.email = email

    @property
    def thing(self) -> str:
        """What the trail and the letters call this."""
        return f"reader {self.id}"

    @property
    def _place(self) -> str:
        return address_place(self.salt)

    @property
    def email(self) -> str:
        """Nothing when it was wiped, a while after leaving."""
        return open_with_ring(self.email_sealed, self._place).decode() if self.email_sealed else ""

    @email.setter
    def email(self, email: str) -> None:
        self.email_sealed = seal_with_ring(email.encode(), self._place)
        self.email_hash = keyed_hash(email)

    @property
    def _proof_place(self) -> str:
        return f"newsletter_reader:{self.salt}:proof:v1"

    @property
    def proof(self) -> str:
        """How they asked for it, as JSON."""
        return open_with_ring(self.proof_sealed, self._proof_place).decode() if self.proof_sealed else ""

    @proof.setter
    def proof(self, text: str) -> None:
        self.proof_sealed = seal_with_ring(text.encode(), self._proof_place)

    def seal_anew(self) -> None:
        """Under the newest key of the ring."""
        if self.email_sealed:
            self.email_sealed = seal_with_ring(self.email.encode(), self._place)
        if self.proof_sealed:
            self.proof = self.proof

    @property
    def is_reading(self) -> bool:
        return self.confirmed_at is not None and self.left_at is None

    def leave(self, by: LeftBy, issue_id: int | None = None) -> bool:
        """From now on they get nothing. Tells whether that is news."""
        if self.left_at is not None:
            return False
        self.left_at, self.left_by, self.left_issue_id = now(), by, issue_id
        return True

    def come_back(self) -> None:
        """After leaving by mistake, or asked for anew."""
        self.left_at = self.left_by = self.left_issue_id = None
        self.soft_bounces = 0


class Suppression(Base):
    """An address to which nothing goes any more, whoever adds it to a list. Of the address only its keyed hash."""

    __tablename__ = "newsletter_suppression"

    email_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    why: Mapped[str] = mapped_column(String(20))  # bounce, complaint, erased
    since: Mapped[datetime] = mapped_column(default=now)
