"""What lets a calendar program fetch somebody's meetings, without signing in."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now
from pact.db import Base
from pact.linked import Linked


class FeedKey(Linked, Base):
    """One for each person who wants it; it goes with their account. A new one ends the old."""

    __tablename__ = "feed_key"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(default=now)

    def renew(self) -> None:
        self.renew_link()
        self.made_at = now()
