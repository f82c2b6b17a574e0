"""Where a service is given, and when: a location that may be secret, and hours that end on public holidays."""

from datetime import date, time
from uuid import uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from pact.db import Base


class Location(Base):
    """A place. HSDS: `location` with its `address`. A confidential one never leaves: see `entries`, which skips it."""

    __tablename__ = "service_location"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=lambda: str(uuid4()))
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    post_code: Mapped[str] = mapped_column(String(10), default="")
    city: Mapped[str] = mapped_column(String(60), default="")
    is_confidential: Mapped[bool] = mapped_column(default=False)


class Schedule(Base):
    """A stretch of one weekday on which a service is open. HSDS: `schedule` (`byday`, `opens_at`, `closes_at`)."""

    __tablename__ = "service_schedule"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=lambda: str(uuid4()))
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int]  # 0 is Monday
    opens_at: Mapped[time]
    closes_at: Mapped[time]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(120), default="")
