"""A meeting: what, for whom, when and where; and what calendars have been told of it."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now
from pact.db import Base
from pact.keys import new_token
from pact.wall_clock import When
from pact.workgroups.models import Workgroup


class Meeting(Base):
    """Without a day its date is still looked for; without `announced_at` it is a draft of who called it."""

    __tablename__ = "meeting"
    __table_args__ = (
        Index("ix_meeting_starts_at_id", "starts_at", "id"),
        Index("ix_meeting_workgroup_id_starts_at", "workgroup_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(60), default=new_token, index=True)  # shared by all of a series
    sequence: Mapped[int] = mapped_column(default=0)  # how often calendars were told of another time or place
    workgroup_id: Mapped[int | None] = mapped_column(ForeignKey("workgroup.id"))  # none: of the whole pact
    series_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_series.id"), index=True)
    slot_on: Mapped[date | None]  # the day on which the rule of the series puts it, also when it moved
    title: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(String(1000), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    online_url: Mapped[str] = mapped_column(String(300), default="")
    day: Mapped[date | None]
    begins: Mapped[time | None]
    ends: Mapped[time | None]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    capacity: Mapped[int | None]  # how many can come; without one everybody
    answer_before: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    changed_at: Mapped[datetime] = mapped_column(default=now)  # what a calendar shows: for feeds
    announced_at: Mapped[datetime | None]
    called_off_at: Mapped[datetime | None]
    called_off_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(String(300), default="")  # why it is called off
    edition: Mapped[int] = mapped_column()

    workgroup: Mapped[Workgroup | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": edition}

    @property
    def thing(self) -> str:
        """What the trail and the letters call this."""
        return f"meeting {self.id}"

    @property
    def when(self) -> When | None:
        return When(self.day, self.begins, self.ends) if self.day else None

    @property
    def is_past(self) -> bool:
        return self.ends_at is not None and self.ends_at < now()

    @property
    def has_begun(self) -> bool:
        return self.starts_at is not None and self.starts_at <= now()

    @property
    def is_called_off(self) -> bool:
        return self.called_off_at is not None

    @property
    def is_open(self) -> bool:
        """Something can still be done about its time, its place and who comes."""
        return not self.is_called_off and not self.is_past

    def arrange(self, when: When | None, place: str, online_url: str) -> bool:
        """Say when and where. Tells whether that is news for the calendars that know it: then it counts as a change.

        Raises NoSuchTime.
        """
        said = (self.when, self.place, self.online_url)
        if said == (when, place, online_url):
            return False
        self.day, self.begins, self.ends = when or (None, None, None)
        self.starts_at, self.ends_at = (when.starts_at, when.ends_at) if when else (None, None)
        self.place, self.online_url, self.changed_at = place, online_url, now()
        if self.announced_at is None or said[0] is None:
            return False
        self.sequence += 1
        return True

    def announce(self) -> None:
        """From now on others know of it."""
        if self.announced_at is None:
            self.announced_at = self.changed_at = now()

    def call_off(self, reason: str, by_id: int | None) -> None:
        self.called_off_at = self.changed_at = now()
        self.called_off_by_id, self.reason = by_id, reason
        self.sequence += 1
