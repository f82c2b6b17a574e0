"""Somebody invited to a meeting, with a link of their own: their answer, what they need, whether they were there."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now
from pact.db import Base
from pact.linked import Linked
from pact.meetings.models.meeting import Meeting
from pact.meetings.needs import WithNeeds


class Answer(StrEnum):
    """The words of iCalendar (PARTSTAT, RFC 5545 3.2.12)."""

    NEEDS_ACTION = "needs-action"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


class AnsweredBy(StrEnum):
    """Which way an answer came."""

    LINK = "link"
    CALENDAR = "calendar"
    SITE = "site"
    OTHER = "other"  # somebody who looks after the meeting wrote it down


class Attendance(StrEnum):
    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


class Invitee(Linked, WithNeeds, Base):
    """One person at one meeting, with or without an account. The address is the one the letters went to."""

    __tablename__ = "invitee"
    __table_args__ = (
        UniqueConstraint("meeting_id", "email"),
        Index("ix_invitee_person_id_meeting_id", "person_id", "meeting_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))
    locale: Mapped[str] = mapped_column(String(5), default="nl")
    invited_at: Mapped[datetime | None]  # the first letter
    withdrawn_at: Mapped[datetime | None]  # no longer invited
    reminded_at: Mapped[datetime | None]
    answer: Mapped[Answer] = mapped_column(String(20), default=Answer.NEEDS_ACTION)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[AnsweredBy | None] = mapped_column(String(20))
    replied_at: Mapped[datetime | None]  # DTSTAMP of the last reply of a calendar: an older one changes nothing
    note: Mapped[str] = mapped_column(String(200), default="")  # an excuse, or a word with an answer
    plus_one: Mapped[bool] = mapped_column(default=False)
    waiting_since: Mapped[datetime | None]  # would come, but it is full
    bounced_at: Mapped[datetime | None]  # a letter to them did not arrive
    attendance: Mapped[Attendance | None] = mapped_column(String(20))

    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def needs_key(self) -> int:
        return self.id

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None

    @property
    def has_answered(self) -> bool:
        return self.answer != Answer.NEEDS_ACTION

    @property
    def is_coming(self) -> bool:
        """Has a place; who said yes when it was full waits for one."""
        return self.is_open and self.answer == Answer.ACCEPTED and self.waiting_since is None

    @property
    def places(self) -> int:
        """How many they take."""
        return (1 + self.plus_one) if self.is_coming else 0

    def say(self, answer: Answer, by: AnsweredBy, note: str = "") -> None:
        """Their answer to the meeting; the last one counts."""
        self.answer, self.answered_by, self.note, self.answered_at = answer, by, note, now()

    def withdraw(self) -> None:
        if self.withdrawn_at is None:
            self.withdrawn_at = now()
