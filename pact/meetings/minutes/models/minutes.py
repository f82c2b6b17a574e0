"""The minutes of a meeting: in which phase they are, and what two people wrote in one item at the same time."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now, today
from pact.db import Base
from pact.states import can_move, move

OPEN = text("settled_at IS NULL")


class Phase(StrEnum):
    DRAFT = "draft"  # being written
    AMENDMENTS = "amendments"  # sent round: who was there may propose a change
    FINAL = "final"  # changes no more


PHASES: dict[Phase, frozenset[Phase]] = {
    Phase.DRAFT: frozenset({Phase.AMENDMENTS, Phase.FINAL}),
    Phase.AMENDMENTS: frozenset({Phase.FINAL}),
    Phase.FINAL: frozenset(),
}


class Minutes(Base):
    """Of one meeting, from the first word on. What was said stands with the items of the agenda."""

    __tablename__ = "minutes"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    status: Mapped[Phase] = mapped_column(String(20), default=Phase.DRAFT)
    guests: Mapped[str] = mapped_column(Text, default="")  # who came without being invited, one a line
    begun_at: Mapped[datetime] = mapped_column(default=now)
    amend_until: Mapped[date | None]  # the last day on which a change can be proposed
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    final_at: Mapped[datetime | None]
    final_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    edition: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": edition}

    @property
    def can_be_written(self) -> bool:
        return can_move(self, Phase.FINAL, PHASES)

    @property
    def takes_amendments(self) -> bool:
        return self.status == Phase.AMENDMENTS and self.amend_until is not None and today() <= self.amend_until

    def send(self, amend_until: date | None, by_id: int) -> None:
        """Sent round. Without a day until which changes can be proposed they are final at once."""
        move(self, Phase.AMENDMENTS if amend_until else Phase.FINAL, PHASES)
        self.sent_at, self.sent_by_id, self.amend_until = now(), by_id, amend_until
        if amend_until is None:
            self.final_at, self.final_by_id = self.sent_at, by_id

    def settle(self, by_id: int | None) -> None:
        move(self, Phase.FINAL, PHASES)
        self.final_at, self.final_by_id = now(), by_id


class SideNote(Base):
    """What somebody wrote in an item while somebody else did; kept beside it until the two are put together.

    Once settled it stays readable for who writes: no word of anybody gets lost.
    """

    __tablename__ = "side_note"
    __table_args__ = (
        Index("uq_side_note_open", "agenda_item_id", "person_id", unique=True,
              sqlite_where=OPEN, postgresql_where=OPEN),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    agenda_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]

    def settle(self) -> None:
        if self.settled_at is None:
            self.settled_at = now()
