"""A public page about a meeting, and who registers for it: each with a link of their own."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, and_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now, today
from pact.db import Base
from pact.linked import Linked
from pact.meetings.models import Meeting
from pact.meetings.needs import WithNeeds

MOST_SEATS = 4
UNCONFIRMED_KEPT = timedelta(hours=72)
KEPT = timedelta(days=30)  # after the event

WITH_ADDRESS = text("email <> ''")


class Event(Base):
    """What everybody reads of a meeting, from the moment it is published until it is taken down."""

    __tablename__ = "event"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    introduction: Mapped[str] = mapped_column(Text)
    for_whom: Mapped[str] = mapped_column(String(300), default="")
    places: Mapped[int | None]  # for who registers; who is invited by name does not count
    registration_until: Mapped[date | None]  # the last day; without one until it begins
    shows_programme: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    published_at: Mapped[datetime | None]
    taken_down_at: Mapped[datetime | None]
    thanked_at: Mapped[datetime | None]
    registered: Mapped[int | None]  # how many people had a place; kept when their names are erased
    came: Mapped[int | None]
    stayed_away: Mapped[int | None]
    edition: Mapped[int] = mapped_column()

    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": edition}

    @property
    def thing(self) -> str:
        """What the trail and the letters call this."""
        return f"event {self.meeting_id}"

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.taken_down_at is None

    @property
    def is_ahead(self) -> bool:
        """It goes on, and has not begun: who registered can still change their mind."""
        starts = self.meeting.starts_at
        return not self.meeting.is_called_off and starts is not None and starts > now()

    @property
    def takes_registrations(self) -> bool:
        """Until it begins, or until the last day to register."""
        in_time = self.registration_until is None or today() <= self.registration_until
        return self.is_public and self.is_ahead and in_time

    def publish(self) -> None:
        self.taken_down_at = None
        if self.published_at is None:
            self.published_at = now()

    def take_down(self) -> None:
        if self.is_public:
            self.taken_down_at = now()


class Registration(Linked, WithNeeds, Base):
    """One address for one event, for one to four people; or somebody who walked in, without an address."""

    __tablename__ = "registration"
    __table_args__ = (
        Index("uq_registration_address", "meeting_id", "email", unique=True,
              sqlite_where=WITH_ADDRESS, postgresql_where=WITH_ADDRESS),
        Index("ix_registration_meeting_id_name", "meeting_id", "name"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("event.meeting_id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254), default="")
    organisation: Mapped[str] = mapped_column(String(120), default="")
    locale: Mapped[str] = mapped_column(String(5), default="nl")
    seats: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]  # would come, but it is full
    cancelled_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    attended_at: Mapped[datetime | None]

    @property
    def needs_key(self) -> str:
        return self.salt

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None and self.cancelled_at is None

    @property
    def is_waiting(self) -> bool:
        return self.is_confirmed and self.waiting_since is not None

    @property
    def comes(self) -> bool:
        """Has a place."""
        return self.is_confirmed and self.waiting_since is None

    def begin_again(self) -> None:
        """Asked anew from the public page: as if never said before, until the link is used."""
        self.made_at, self.confirmed_at, self.cancelled_at, self.waiting_since = now(), None, None, None
        self.reminded_at = None

    def confirm(self, *, has_place: bool) -> None:
        self.confirmed_at, self.cancelled_at = now(), None
        self.waiting_since = None if has_place else now()

    def get_place(self) -> None:
        self.waiting_since = None

    def cancel(self) -> None:
        """What they needed is nobody's business any more."""
        self.cancelled_at, self.waiting_since, self.needs_sealed = now(), None, None


def has_place() -> ColumnElement[bool]:
    """The same as `comes`, for a question to the database."""
    return and_(is_confirmed(), Registration.waiting_since.is_(None))


def is_confirmed() -> ColumnElement[bool]:
    return and_(Registration.confirmed_at.is_not(None), Registration.cancelled_at.is_(None))


def waits() -> ColumnElement[bool]:
    return and_(is_confirmed(), Registration.waiting_since.is_not(None))
