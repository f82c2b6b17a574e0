"""What the coordinator asks of ambassadors, what each organisation answers, and what came of it in the end."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now
from pact.db import Base
from pact.organisations.models import Organisation


class Question(Base):
    """Asked of one organisation or of many. `outcome` is what everybody who was asked gets to read."""

    __tablename__ = "ambassador_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(500))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answer_by: Mapped[date]
    outcome: Mapped[str] = mapped_column(String(500), default="")
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    edition: Mapped[int] = mapped_column()

    asked: Mapped[list["Asked"]] = relationship(back_populates="question", lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": edition}

    @property
    def thing(self) -> str:
        return f"ambassador question {self.id}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def end(self, outcome: str, by_id: int) -> None:
        self.outcome, self.ended_at, self.ended_by_id = outcome, now(), by_id


class Asked(Base):
    """One organisation that was asked, and its answer: whether it helps, and in a few words how."""

    __tablename__ = "ambassador_asked"
    __table_args__ = (UniqueConstraint("question_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("ambassador_question.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    helps: Mapped[bool | None]
    words: Mapped[str] = mapped_column(String(300), default="")

    question: Mapped[Question] = relationship(back_populates="asked", lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    def answer(self, helps: bool, words: str, by_id: int) -> None:
        """May be changed until the question has ended."""
        self.helps, self.words = helps, words
        self.answered_at, self.answered_by_id = now(), by_id
