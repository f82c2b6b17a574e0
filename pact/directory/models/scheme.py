"""A scheme (*regeling*): money or a discount to which somebody has a right, and where to ask for it."""

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now, today
from pact.db import Base


class Scheme(Base):
    """What the law or the municipality gives. It belongs to the organisation where one asks."""

    __tablename__ = "scheme"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=lambda: str(uuid4()))
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    gives: Mapped[str] = mapped_column(String(300))  # what somebody gets
    for_whom: Mapped[str] = mapped_column(String(300))
    conditions: Mapped[str] = mapped_column(String(500), default="")
    where_to_ask: Mapped[str] = mapped_column(String(300), default="")
    url: Mapped[str] = mapped_column(String(300), default="")
    topics: Mapped[list[str]] = mapped_column(JSON, default=list)
    assured_on: Mapped[date | None]
    modified_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    @property
    def thing(self) -> str:
        return f"scheme {self.id}"

    def assure(self) -> None:
        self.assured_on = today()
