"""The letter that invites to join: a version each time it is changed, so that it is known which words went out."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now
from pact.db import Base


class InvitationText(Base):
    """One version, with blanks such as {organisatie} that `recruiting/letter.py` fills in. The newest is sent."""

    __tablename__ = "invitation_text"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)  # version 1, 2, …
    subject: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
