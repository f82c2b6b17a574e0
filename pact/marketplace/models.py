"""A notice, asked or offered until a day, and the answers to it."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import local, now, today
from pact.db import Base
from pact.organisations.models import Organisation
from pact.people.models import Person

USUALLY = timedelta(days=30)
AT_MOST = timedelta(days=90)
REMIND_BEFORE = timedelta(days=3)


class Kind(StrEnum):
    ASKED = "asked"
    OFFERED = "offered"


class Ending(StrEnum):
    """Why it was taken away before its day."""

    WORKED = "worked"
    NOT_NEEDED = "not_needed"


class Over(Exception):
    """This notice has ended, or was prolonged before."""


class Notice(Base):
    """What an organisation looks for or has to give. That its day has passed follows from the day."""

    __tablename__ = "market_notice"
    __table_args__ = (Index("ix_market_notice_closed_at_ends_on", "closed_at", "ends_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(String(600))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    placed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    placed_at: Mapped[datetime] = mapped_column(default=now, index=True)
    ends_on: Mapped[date]  # the last day it is read
    prolonged_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ending: Mapped[Ending | None] = mapped_column(String(20))
    edition: Mapped[int] = mapped_column()

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": edition}

    @property
    def thing(self) -> str:
        return f"notice {self.id}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.ends_on >= today()

    @property
    def may_be_prolonged(self) -> bool:
        """Once, and while it stands."""
        return self.is_open and self.prolonged_at is None

    @property
    def prolonged_until(self) -> date:
        """Thirty days more from today, but never longer in all than a new one could stand."""
        latest = local(self.placed_at).date() + AT_MOST + USUALLY
        return min(max(self.ends_on, today() + USUALLY), latest)

    def prolong(self) -> None:
        if not self.may_be_prolonged:
            raise Over(self.thing)
        self.ends_on, self.prolonged_at, self.reminded_at = self.prolonged_until, now(), None

    def close(self, ending: Ending, by_id: int) -> None:
        if not self.is_open:
            raise Over(self.thing)
        self.ending, self.closed_at, self.closed_by_id = ending, now(), by_id


class Reply(Base):
    """An answer, read by who placed the notice. `shows_address` is the yes of who wrote it."""

    __tablename__ = "market_reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("market_notice.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(String(600))
    shows_address: Mapped[bool]
    written_at: Mapped[datetime] = mapped_column(default=now)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")
