"""An ambassador's yes to their name on the site: from when, and until when."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now
from pact.db import Base


class ShownName(Base):
    """One row for each time somebody said yes. Without one that still stands, only the organisation is named."""

    __tablename__ = "ambassador_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    agreed_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]

    def withdraw(self) -> None:
        self.withdrawn_at = now()
