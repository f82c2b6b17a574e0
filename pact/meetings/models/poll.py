"""Finding a date: a few days to choose from, and for each what everybody says of it."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import local, now, today
from pact.db import Base
from pact.meetings.models.meeting import Meeting
from pact.wall_clock import When


class DatePoll(Base):
    """Of one meeting that has no day yet. It ends when a date is chosen, or when the meeting is called off."""

    __tablename__ = "date_poll"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), unique=True)
    answer_until: Mapped[date]  # the last day on which an answer can be given or changed
    opened_at: Mapped[datetime] = mapped_column(default=now)
    reminded_at: Mapped[datetime | None]
    asked_again_at: Mapped[datetime | None]  # a day was added: who answered before is asked to look again
    told_all_answered_at: Mapped[datetime | None]
    told_over_at: Mapped[datetime | None]  # who called the meeting heard that nobody can answer any more
    closed_at: Mapped[datetime | None]
    chosen_id: Mapped[int | None]  # the option, once chosen

    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")

    @property
    def takes_answers(self) -> bool:
        return self.closed_at is None and today() <= self.answer_until

    @property
    def asked_at(self) -> datetime:
        """Since when all the days stand there. An answer from before says nothing of the newest."""
        return self.asked_again_at or self.opened_at

    @property
    def was_reminded_today(self) -> bool:
        return self.reminded_at is not None and local(self.reminded_at).date() == today()

    def go_on(self, answer_until: date) -> None:
        """With one day more, until that day."""
        self.answer_until, self.asked_again_at = answer_until, now()
        self.told_all_answered_at = self.told_over_at = self.closed_at = None

    def close(self, chosen_id: int | None) -> None:
        self.closed_at, self.chosen_id = now(), chosen_id


class PollOption(Base):
    """One day that could be it. Without times the day itself is the option, and stays that day everywhere."""

    __tablename__ = "poll_option"
    __table_args__ = (Index("ix_poll_option_poll_id_day", "poll_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("date_poll.id", ondelete="CASCADE"))
    day: Mapped[date]
    begins: Mapped[time | None]
    ends: Mapped[time | None]

    @property
    def when(self) -> When:
        return When(self.day, self.begins, self.ends)


class Preference(StrEnum):
    YES = "yes"
    IF_NEED_BE = "if-need-be"
    NO = "no"


class PollResponse(Base):
    """What one invited person says of one day."""

    __tablename__ = "poll_response"
    __table_args__ = (UniqueConstraint("option_id", "invitee_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    option_id: Mapped[int] = mapped_column(ForeignKey("poll_option.id", ondelete="CASCADE"))
    invitee_id: Mapped[int] = mapped_column(ForeignKey("invitee.id", ondelete="CASCADE"), index=True)
    preference: Mapped[Preference] = mapped_column(String(20))
    answered_at: Mapped[datetime] = mapped_column(default=now)


class PollNote(Base):
    """What somebody wrote beside their answers, for who looks after the meeting."""

    __tablename__ = "poll_note"

    invitee_id: Mapped[int] = mapped_column(ForeignKey("invitee.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(String(200))
