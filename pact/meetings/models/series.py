"""A series of meetings: the rule by which they come back. Each of them is a meeting with its own agenda and minutes."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now
from pact.db import Base
from pact.keys import new_token
from pact.wall_clock import When


class MeetingSeries(Base):
    """The rule (RFC 5545) from its first day, at times on the clock on the wall. It has a last day or a number."""

    __tablename__ = "meeting_series"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(60), unique=True, default=new_token)
    sequence: Mapped[int] = mapped_column(default=0)
    rule: Mapped[str] = mapped_column(String(120))  # as «FREQ=MONTHLY;BYDAY=2TH;COUNT=10»
    first_on: Mapped[date]
    begins: Mapped[time]
    ends: Mapped[time | None]
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    called_off_at: Mapped[datetime | None]
    edition: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": edition}

    def slot(self, day: date) -> When:
        """When the rule puts the meeting of this day, also when that one moved."""
        return When(day, self.begins, self.ends)
