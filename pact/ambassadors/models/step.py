"""A first step of a new ambassador. That it was taken is a fact with a moment; the order does not matter."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now
from pact.db import Base


class Step(StrEnum):
    """In the order in which they stand on the list."""

    PROFILE = "profile"
    EXPLANATION = "explanation"
    PLEDGE = "pledge"
    POSTER = "poster"
    MEETING = "meeting"


class StepTaken(Base):
    """Who took which step for which organisation, and when. `day` is that of a meeting."""

    __tablename__ = "ambassador_step"
    __table_args__ = (UniqueConstraint("person_id", "organisation_id", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    step: Mapped[Step] = mapped_column(String(20))
    taken_at: Mapped[datetime] = mapped_column(default=now)
    day: Mapped[date | None]
