"""Help without personal data: a question to the coordinator («Ik weet het niet»), and a tip given, only counted."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now, today
from pact.db import Base
from pact.directory.models import Topic
from pact.organisations.models import Organisation
from pact.people.models import Person


class AdviceQuestion(Base):
    """«Wie kan hier helpen?»: a topic and its urgency, about nobody. The coordinator answers with an organisation."""

    __tablename__ = "advice_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    topic: Mapped[Topic] = mapped_column(String(20))
    urgent: Mapped[bool]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    suggestion_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))

    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id], lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id], lazy="raise_on_sql")
    suggestion: Mapped[Organisation | None] = relationship(foreign_keys=[suggestion_id], lazy="raise_on_sql")

    def answer(self, suggestion_id: int, by_id: int) -> None:
        self.suggestion_id, self.answered_by_id, self.answered_at = suggestion_id, by_id, now()


class Tip(Base):
    """A leaflet or a telephone number was given. There is no person in it, not even who gave it."""

    __tablename__ = "tip"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    about_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    topic: Mapped[Topic] = mapped_column(String(20))
    given_on: Mapped[date] = mapped_column(default=lambda: today().replace(day=1))  # the month is enough to count
