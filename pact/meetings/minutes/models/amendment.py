"""A change that somebody who was there proposes, until the writer answers; and what is added to final minutes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now
from pact.db import Base
from pact.states import move


class AmendmentStatus(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"


AMENDMENT_MOVES: dict[AmendmentStatus, frozenset[AmendmentStatus]] = {
    AmendmentStatus.OPEN: frozenset({AmendmentStatus.TAKEN, AmendmentStatus.DECLINED}),
    AmendmentStatus.TAKEN: frozenset(),
    AmendmentStatus.DECLINED: frozenset(),
}


class Amendment(Base):
    """Of one item. It is taken over, or the writer says why not."""

    __tablename__ = "amendment"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"))
    invitee_id: Mapped[int] = mapped_column(ForeignKey("invitee.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(1000))
    made_at: Mapped[datetime] = mapped_column(default=now)
    status: Mapped[AmendmentStatus] = mapped_column(String(20), default=AmendmentStatus.OPEN)
    answer: Mapped[str] = mapped_column(String(300), default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    edition: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": edition}

    def take_over(self, by_id: int) -> None:
        self._answer(AmendmentStatus.TAKEN, "", by_id)

    def decline(self, why: str, by_id: int) -> None:
        self._answer(AmendmentStatus.DECLINED, why, by_id)

    def _answer(self, to: AmendmentStatus, words: str, by_id: int) -> None:
        move(self, to, AMENDMENT_MOVES)
        self.answer, self.answered_at, self.answered_by_id = words, now(), by_id


class Addendum(Base):
    """What is set right after minutes became final: under them, with its day."""

    __tablename__ = "addendum"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(2000))
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
