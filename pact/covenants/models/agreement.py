"""An agreement on sharing information: partners of its own, and a day on which it ends. Its state follows from facts.

As soon as one of them signed, its words stay as they are: what else is agreed is another agreement, that follows it.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now, today
from pact.db import Base
from pact.organisations.models import Organisation

REMIND_BEFORE = timedelta(days=60)


class AgreementState(StrEnum):
    PREPARING = "preparing"  # somebody has not signed yet
    COMING = "coming"  # signed by all, and not begun
    STANDING = "standing"
    OVER = "over"  # its last day has been
    ENDED = "ended"  # before its last day


class AlreadySigned(Exception):
    """Somebody signed these words, or these dates."""


class Agreement(Base):
    """Which organisations share what, for what, on which ground, from when till when."""

    __tablename__ = "agreement"
    __table_args__ = (CheckConstraint("ends_on > starts_on", name="ends_after_it_starts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    subject: Mapped[str] = mapped_column(String(300))  # which data, and what for
    ground: Mapped[str] = mapped_column(String(200))  # the law or rule that allows it
    body: Mapped[str] = mapped_column(Text)
    annex: Mapped[str] = mapped_column(Text, default="")  # who does what, where they decide together
    starts_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(index=True)  # its last day
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))
    signed_at: Mapped[datetime | None]  # the last time one of them did: whoever changes its words meanwhile is too late
    reminded_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(300), default="")
    edition: Mapped[int] = mapped_column()

    parties: Mapped[list["AgreementParty"]] = relationship(
        back_populates="agreement", order_by="AgreementParty.id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )

    __mapper_args__ = {"version_id_col": edition}

    @property
    def thing(self) -> str:
        return f"agreement {self.id}"

    @property
    def state(self) -> AgreementState:
        if self.ended_at is not None:
            return AgreementState.ENDED
        if self.ends_on < today():
            return AgreementState.OVER
        if not self.is_signed_by_all:
            return AgreementState.PREPARING
        return AgreementState.COMING if self.starts_on > today() else AgreementState.STANDING

    @property
    def is_signed_by_all(self) -> bool:
        return all(party.signed_on is not None for party in self.parties)

    @property
    def may_change(self) -> bool:
        return self.ended_at is None and all(party.signed_on is None for party in self.parties)

    @property
    def may_end(self) -> bool:
        return self.state not in (AgreementState.ENDED, AgreementState.OVER)

    # -- verbs ---------------------------------------------------------------------------------------------------

    def between(self, organisation_ids: set[int]) -> None:
        """These are the ones it is between."""
        if self.parties and not self.may_change:
            raise AlreadySigned(self.thing)
        known = {party.organisation_id for party in self.parties}
        self.parties = [party for party in self.parties if party.organisation_id in organisation_ids] + [
            AgreementParty(organisation_id=id) for id in sorted(organisation_ids - known)
        ]

    def end(self, by_id: int, reason: str) -> None:
        self.ended_at, self.ended_by_id, self.reason = now(), by_id, reason


class AgreementParty(Base):
    """One organisation that it is between, and who signed for it."""

    __tablename__ = "agreement_party"
    __table_args__ = (UniqueConstraint("agreement_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    signed_on: Mapped[date | None]
    signer_name: Mapped[str] = mapped_column(String(80), default="")
    signer_function: Mapped[str] = mapped_column(String(80), default="")
    registered_at: Mapped[datetime | None]
    registered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    agreement: Mapped[Agreement] = relationship(back_populates="parties", lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    def sign(self, name: str, function: str, signed_on: date, by_id: int | None) -> None:
        """Signed on paper; whoever keeps the paper types it over."""
        if self.signed_on is not None or self.agreement.ended_at is not None:
            raise AlreadySigned(self.agreement.thing)
        self.signer_name, self.signer_function, self.signed_on = name, function, signed_on
        self.registered_at = self.agreement.signed_at = now()
        self.registered_by_id = by_id
