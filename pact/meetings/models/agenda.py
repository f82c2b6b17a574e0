"""What a meeting talks about, in order: each item with who brings it and how long it takes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pact.db import Base


class ItemKind(StrEnum):
    TOPIC = "topic"
    MINUTES = "minutes"  # the minutes of last time
    ACTIONS = "actions"  # the list of who does what
    CASE = "case"  # an anonymous case, looked at together


class AgendaItem(Base):
    """One item. What is said of it is written down here during the meeting."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[ItemKind] = mapped_column(String(20), default=ItemKind.TOPIC)
    title: Mapped[str] = mapped_column(String(160))
    presenter: Mapped[str] = mapped_column(String(80), default="")
    duration: Mapped[int | None]  # in minutes
    notes: Mapped[str] = mapped_column(Text, default="")
    notes_edition: Mapped[int] = mapped_column(default=0)
    notes_at: Mapped[datetime | None]
    notes_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    notes_pen: Mapped[str] = mapped_column(String(30), default="")  # the page that wrote last: not a race with itself
