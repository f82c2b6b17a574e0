"""A workgroup, and who sits in it for which organisation."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now, today
from pact.db import Base
from pact.organisations.models import Organisation
from pact.people.models import Person

CURRENT = text("ended_at IS NULL")
LEADS_NOW = text("ended_at IS NULL AND role = 'lead'")


class Workgroup(Base):
    """What a few partners do together. It ends with a reason; who was in it stays on record."""

    __tablename__ = "workgroup"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(String(600))
    started_on: Mapped[date] = mapped_column(default=today)
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(300), default="")  # why it ended
    edition: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": edition}

    @property
    def thing(self) -> str:
        """What the trail and the letters call this."""
        return f"workgroup {self.id}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def end(self, reason: str, by_id: int) -> None:
        self.reason, self.ended_at, self.ended_by_id = reason, now(), by_id


class Part(StrEnum):
    """What somebody is in a workgroup."""

    LEAD = "lead"
    MEMBER = "member"


class WorkgroupMember(Base):
    """One person in one workgroup for one organisation, from a moment until a moment. Leading is a row of its own."""

    __tablename__ = "workgroup_member"
    __table_args__ = (
        Index("uq_workgroup_member_now", "workgroup_id", "person_id", unique=True,
              sqlite_where=CURRENT, postgresql_where=CURRENT),
        Index("uq_workgroup_member_lead", "workgroup_id", unique=True,
              sqlite_where=LEADS_NOW, postgresql_where=LEADS_NOW),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[Part] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(default=now)
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    def end(self, by_id: int | None) -> None:
        if self.ended_at is None:
            self.ended_at, self.ended_by_id = now(), by_id
