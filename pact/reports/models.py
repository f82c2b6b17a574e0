"""A release: counts about residents as they were published, once. Nothing that happens later changes them.

Only what was said is kept, never the counts behind the words: what is not here, nobody can be asked for.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Connection, String, UniqueConstraint, event, inspect
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from pact.dates import now
from pact.db import Base


class ReleaseChanged(Exception):
    """What was published stays as it is: the difference would tell who came or went."""


class Release(Base):
    """One table of counts over one period, such as referrals between organisations in «2026-3»."""

    __tablename__ = "count_release"
    __table_args__ = (UniqueConstraint("subject", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(40))
    period: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime] = mapped_column(default=now)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)  # empty: not even the words could be published

    @property
    def thing(self) -> str:
        return f"release {self.subject} {self.period}"


@event.listens_for(Release, "before_update")
def _refuse(_mapper: Mapper[Release], _connection: Connection, release: Release) -> None:
    if any(attribute.history.has_changes() for attribute in inspect(release).attrs):
        raise ReleaseChanged(release.thing)
