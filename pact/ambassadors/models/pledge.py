"""A pledge: what an organisation promises, when we look whether it came true, and what came of it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now, today
from pact.db import Base
from pact.organisations.models import Organisation
from pact.states import IllegalMove, move


class Outcome(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    NOT_KEPT = "not_kept"


#: What is said about a promise stays said; who tries again promises anew.
MOVES: dict[Outcome, frozenset[Outcome]] = {
    Outcome.OPEN: frozenset({Outcome.KEPT, Outcome.NOT_KEPT}),
    Outcome.KEPT: frozenset(),
    Outcome.NOT_KEPT: frozenset(),
}


class Pledge(Base):
    """`reminded_on` is the follow-up day of which there was a letter, so that another day is another letter."""

    __tablename__ = "pledge"
    __table_args__ = (Index("ix_pledge_status_follow_up_on", "status", "follow_up_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    text: Mapped[str] = mapped_column(String(300))
    status: Mapped[Outcome] = mapped_column(String(10), default=Outcome.OPEN)
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    follow_up_on: Mapped[date]
    reminded_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(String(300), default="")  # how it went
    edition: Mapped[int] = mapped_column()

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": edition}

    @property
    def thing(self) -> str:
        return f"pledge {self.id}"

    @property
    def is_open(self) -> bool:
        return self.status == Outcome.OPEN

    @property
    def is_due(self) -> bool:
        """The day to look has come."""
        return self.is_open and self.follow_up_on <= today()

    def end(self, outcome: Outcome, words: str, by_id: int) -> None:
        """Kept or not kept."""
        move(self, outcome, MOVES)
        self.words, self.ended_at, self.ended_by_id = words, now(), by_id

    def look_again(self, on: date, words: str) -> None:
        """Not done yet: another day to look."""
        if not self.is_open:
            raise IllegalMove(self, Outcome.OPEN)
        self.follow_up_on, self.words = on, words
