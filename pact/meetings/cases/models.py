"""A case on an agenda, encrypted under a key of its own; and the lessons, which stay when the case is gone."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now, today
from pact.db import Base
from pact.directory.models import Topic
from pact.keys import DataKey, Sealed
from pact.meetings.models import AgendaItem, Meeting

READABLE_BEFORE = timedelta(days=7)
READABLE_AFTER = timedelta(days=1)
KEPT_AT_MOST = timedelta(days=180)  # whatever becomes of the meeting


def first_of_month() -> date:
    return today().replace(day=1)


class Case(Base):
    """What one colleague brings. When it is erased, only the topic and the month are left."""

    __tablename__ = "case_discussion"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"), unique=True)
    topic: Mapped[Topic] = mapped_column(String(20))
    month: Mapped[date] = mapped_column(default=first_of_month)
    made_at: Mapped[datetime | None] = mapped_column(default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    data_key_id: Mapped[str] = mapped_column(ForeignKey("data_key.id"))
    situation_sealed: Mapped[bytes | None]
    tried_sealed: Mapped[bytes | None]
    question_sealed: Mapped[bytes | None]
    erased_at: Mapped[datetime | None]
    edition: Mapped[int] = mapped_column()

    data_key: Mapped[DataKey] = relationship(lazy="joined")
    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")
    item: Mapped[AgendaItem | None] = relationship(lazy="raise_on_sql")

    situation, tried, question = Sealed(), Sealed(), Sealed()

    __mapper_args__ = {"version_id_col": edition}

    @property
    def sealed_as(self) -> str:
        return self.data_key.id

    @property
    def thing(self) -> str:
        """What the trail calls this."""
        return f"case {self.id}"

    @property
    def is_readable(self) -> bool:
        """From a week before the meeting until a day after."""
        meeting = self.meeting
        if self.erased_at or meeting.is_called_off or meeting.starts_at is None or meeting.ends_at is None:
            return False
        return meeting.starts_at - READABLE_BEFORE <= now() <= meeting.ends_at + READABLE_AFTER

    @property
    def may_change(self) -> bool:
        """Before the meeting is over, by who brings it."""
        return self.erased_at is None and self.meeting.is_open

    def tell(self, topic: Topic, situation: str, tried: str, question: str) -> None:
        self.topic, self.situation, self.tried, self.question = topic, situation, tried, question

    def erase(self) -> None:
        """The words and who brought them; what was learned stays, and tells nobody whose case it was."""
        if self.erased_at is None:
            self.situation = self.tried = self.question = None
            self.made_at = self.made_by_id = None
            self.data_key.destroy()
            self.erased_at = now()


class Look(StrEnum):
    """The four ways to look at a case (DOMAIN.md 5), in the order in which they come up."""

    SCHEMES = "schemes"
    APPROACH = "approach"
    UNUSUAL = "unusual"
    POLICY = "policy"


class Lesson(Base):
    """What was learned by one look at one case: about the help, not about a person."""

    __tablename__ = "case_lesson"
    __table_args__ = (
        UniqueConstraint("case_id", "look"),
        Index("ix_case_lesson_topic_id", "topic", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_discussion.id", ondelete="CASCADE"))
    topic: Mapped[Topic] = mapped_column(String(20))
    look: Mapped[Look] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(String(600))
    month: Mapped[date] = mapped_column(default=first_of_month)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    edition: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": edition}
