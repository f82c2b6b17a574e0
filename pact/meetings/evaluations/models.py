"""What people thought of a meeting: the questions, tickets to answer once, and answers of nobody in particular."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now, today
from pact.db import Base
from pact.keys import new_token
from pact.meetings.models import Meeting

ENOUGH = 5  # answers, before anything of them is shown


class Evaluation(Base):
    """Of one meeting. Offered to who called it the day after; opened by them; closed on its last day."""

    __tablename__ = "evaluation"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), unique=True)
    salt: Mapped[str] = mapped_column(String(40), default=new_token)  # of its tickets; another one once it is closed
    offered_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime | None]  # who was invited; who registered for an event is asked by its own letter
    last_day: Mapped[date | None]  # on which one can answer
    closed_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")

    @property
    def takes_answers(self) -> bool:
        return self.closed_at is None and self.last_day is not None and today() <= self.last_day

    def open(self, last_day: date, by_id: int | None) -> None:
        if self.opened_at is None:
            self.opened_at, self.opened_by_id, self.last_day = now(), by_id, last_day


class EvaluationTicket(Base):
    """May answer once. It does not say whose it is, and goes when the evaluation closes."""

    __tablename__ = "evaluation_ticket"
    __table_args__ = {"sqlite_with_rowid": False}

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id", ondelete="CASCADE"), index=True)
    used_on: Mapped[date | None]


class EvaluationAnswer(Base):
    """Three answers. No moment and no ticket; its name is random, and rows lie in the order of their names."""

    __tablename__ = "evaluation_answer"
    __table_args__ = (CheckConstraint("worth BETWEEN 1 AND 5", name="worth"), {"sqlite_with_rowid": False})

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=new_token)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id", ondelete="CASCADE"), index=True)
    worth: Mapped[int]
    takes_along: Mapped[str] = mapped_column(String(300), default="")
    better: Mapped[str] = mapped_column(String(300), default="")
