"""«Klopt dit nog?»: one question to one contact person about everything their organisation has in the directory."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now
from pact.db import Base
from pact.keys import new_token, token_hash
from pact.organisations.models import Organisation

LASTS = timedelta(days=90)  # until the next one goes out


class Check(Base):
    """A question of one quarter, with the personal link on which it is answered."""

    __tablename__ = "directory_check"
    __table_args__ = (UniqueConstraint("organisation_id", "person_id", "quarter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    quarter: Mapped[str] = mapped_column(String(6))  # 2026-4
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    @classmethod
    def make(cls, organisation_id: int, person_id: int, quarter: str) -> "tuple[Check, str]":
        """The question, and the secret of its link."""
        token = new_token()
        made = cls(
            organisation_id=organisation_id,
            person_id=person_id,
            quarter=quarter,
            token_hash=token_hash(token),
            asked_at=now(),
            expires_at=now() + LASTS,
        )
        return made, token

    def answer(self) -> None:
        """Said once is said; a second press changes nothing."""
        if self.answered_at is None:
            self.answered_at = now()
