"""A decision: numbered within its year without gaps, never taken away, at most replaced by a later one."""

import re
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now
from pact.db import Base

REFERENCE = re.compile(r"\s*B\s*-\s*(\d{4})\s*-\s*(\d{1,5})\s*", re.IGNORECASE)


def reference_of(year: int, number: int) -> str:
    """«B-2027-03»."""
    return f"B-{year}-{number:02}"


def read_reference(text: str) -> tuple[int, int] | None:
    found = REFERENCE.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


class Decision(Base):
    """What was decided. Its words can be mended until the minutes are final; its number stays for ever."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    number: Mapped[int]
    text: Mapped[str] = mapped_column(String(600))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"))
    made_on: Mapped[date]  # the day of the meeting
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    superseded_at: Mapped[datetime | None]
    edition: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": edition}

    @property
    def reference(self) -> str:
        return reference_of(self.year, self.number)

    @property
    def thing(self) -> str:
        """What the trail calls this."""
        return f"decision {self.reference}"

    def give_way_to(self, later: "Decision") -> None:
        self.superseded_by_id, self.superseded_at = later.id, now()


class DecisionYear(Base):
    """The last number of a year: a row, so that two who decide at once wait for each other and no number is skipped."""

    __tablename__ = "decision_year"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)
