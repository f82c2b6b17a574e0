"""The warm handover: with «Samen met mij erbij» sender and handler agree a moment; the invitation names nobody."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import HERE, now
from pact.db import Base
from pact.referrals.models.referral import Referral

LASTS = timedelta(minutes=30)


class GapInTheClock(ValueError):
    """That local time does not exist: the clock goes forward that night."""


def moment_of(day: date, at: time) -> datetime:
    """The local wall time as a moment. Raises GapInTheClock for a time that summer time skips."""
    wanted = datetime.combine(day, at, HERE)
    if wanted.astimezone(UTC).astimezone(HERE).replace(tzinfo=None) != wanted.replace(tzinfo=None):
        raise GapInTheClock(str(wanted))
    return wanted.astimezone(UTC)


class Handover(Base):
    """A proposed moment for the three-way talk. Proposed by one side, confirmed by the other."""

    __tablename__ = "handover"

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), unique=True)
    uid: Mapped[str] = mapped_column(String(40), default=lambda: str(uuid4()))  # one calendar event, moved or cancelled
    sequence: Mapped[int] = mapped_column(default=0)
    starts_at: Mapped[datetime]
    at_sender: Mapped[bool]  # where: at the referrer's organisation, else at the receiver's
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    referral: Mapped[Referral] = relationship(lazy="raise_on_sql")

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + LASTS

    def propose(self, starts_at: datetime, at_sender: bool, by_id: int) -> None:
        """Another moment. What was already agreed is moved, so the calendars replace it."""
        self.starts_at, self.at_sender, self.proposed_by_id, self.proposed_at = starts_at, at_sender, by_id, now()
        self.confirmed_at = None

    def confirm(self, by_id: int) -> None:
        """The other side agrees. Raises PermissionError when one agrees with oneself."""
        if by_id == self.proposed_by_id:
            raise PermissionError("the other side confirms")
        if self.confirmed_at is None:
            self.confirmed_at = now()
            self.sequence += 1

    def cancel(self) -> None:
        """It does not go on; a calendar that had it takes it out."""
        self.cancelled_at = now()
        self.sequence += 1
