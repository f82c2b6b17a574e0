"""What lets a calendar program fetch somebody's meetings, without signing in."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now
from pact.db import Base
from pact.keys import derived_token, new_token, token_hash


class FeedKey(Base):
    """One for each person who wants it; it goes with their account. A new one ends the old."""

    __tablename__ = "feed_key"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.renew()

    @property
    def token(self) -> str:
        """What stands in the address of the feed: made anew each time it is shown, and stored nowhere."""
        return derived_token(self.salt)

    def renew(self) -> None:
        self.salt, self.made_at = new_token(), now()
        self.token_hash = token_hash(self.token)
