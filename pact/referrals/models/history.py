"""What happened to a referral: its moves, the messages between the two sides, the notices sent, the links given out."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now
from pact.db import Base
from pact.keys import DataKey, Sealed, new_token
from pact.people.models import Person

if TYPE_CHECKING:
    from pact.referrals.models.referral import Referral


class Move(Base):
    """One step in the history. `by_id` is empty when the resident or the clock did it."""

    __tablename__ = "referral_move"
    __table_args__ = (Index("ix_referral_move_referral_id", "referral_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    before: Mapped[str] = mapped_column(String(20))
    after: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    via: Mapped[str] = mapped_column(String(10))  # web, link, resident, clock
    reason: Mapped[str | None] = mapped_column(String(30))

    by: Mapped[Person | None] = relationship(lazy="raise_on_sql")


class Message(Base):
    """A few words from one side to the other. The resident may read them; they die with the referral's key."""

    __tablename__ = "referral_message"
    __table_args__ = (Index("ix_referral_message_referral_id", "referral_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(40), unique=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    from_sender: Mapped[bool]  # else from the receiving side
    at: Mapped[datetime] = mapped_column(default=now)
    text_sealed: Mapped[bytes | None]
    text = Sealed()

    referral: Mapped["Referral"] = relationship(lazy="raise_on_sql")
    by: Mapped[Person] = relationship(lazy="raise_on_sql")

    @classmethod
    def write(cls, referral: "Referral", by_id: int, from_sender: bool, text: str) -> "Message":
        message = cls(public_id=new_token(), referral=referral, by_id=by_id, from_sender=from_sender)
        message.text = text
        return message

    @property
    def data_key(self) -> DataKey:
        return self.referral.data_key

    @property
    def sealed_as(self) -> str:
        return self.public_id


class Notice(Base):
    """A reminder that went out. One row per kind and turn: a clock that runs twice tells nobody twice."""

    __tablename__ = "referral_notice"
    __table_args__ = (UniqueConstraint("referral_id", "kind", "turn"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(30))
    turn: Mapped[str] = mapped_column(String(20))  # a move into the same status starts a new turn
    at: Mapped[datetime] = mapped_column(default=now)


class ReceiverLink(Base):
    """The link in a receiver's letter: of one person, good while the referral waits. It shows the card, no more."""

    __tablename__ = "receiver_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime] = mapped_column(default=now)

    referral: Mapped["Referral"] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")
