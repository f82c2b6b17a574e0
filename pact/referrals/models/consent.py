"""Consent: what the resident was asked, in which words, and what came of it. Events are added, never changed.

Names follow Kantara CR / ISO/IEC TS 27560. When the person is erased, the rendered text goes with the key; what stays
is a receipt without a person: text, version, language, way and times.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now
from pact.db import Base
from pact.keys import DataKey, Sealed, new_token
from pact.referrals import retention
from pact.referrals.vocabulary import ConsentWay

if TYPE_CHECKING:
    from pact.referrals.models.referral import Referral

SCHEMA_VERSION = "1"
JURISDICTION = "NL"


class ConsentMissing(Exception):
    """There is no valid yes for exactly this recipient and these data."""


class Consent(Base):
    """One asking of one resident for one recipient. A changed recipient or datum makes it void; then one asks anew."""

    __tablename__ = "consent"
    __table_args__ = (UniqueConstraint("referral_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    receipt_id: Mapped[str] = mapped_column(String(40), unique=True, default=new_token)  # consentReceiptID
    schema_version: Mapped[str] = mapped_column(String(5), default=SCHEMA_VERSION)
    jurisdiction: Mapped[str] = mapped_column(String(2), default=JURISDICTION)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"))
    number: Mapped[int]
    recipient_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    recipient_name: Mapped[str] = mapped_column(String(120))  # as it was called then
    sender_name: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(String(40), default="handover")  # to be contacted about the help asked
    data_items: Mapped[list[str]] = mapped_column(JSON)  # piiCategory: the kinds of data actually shared
    text_id: Mapped[str] = mapped_column(String(40))
    text_version: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(10))
    direction: Mapped[str] = mapped_column(String(3))
    text_sha256: Mapped[str] = mapped_column(String(64))  # of the wording, without the person's data
    rendered_sealed: Mapped[bytes | None]
    rendered = Sealed()
    shared_fingerprint: Mapped[str] = mapped_column(String(64))
    way: Mapped[ConsentWay] = mapped_column(String(20))  # collectionMethod
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    understood_at: Mapped[datetime | None]  # «de inwoner begrijpt het»: the volunteer's teach-back tick
    receipt_channel: Mapped[str] = mapped_column(String(10))
    token_hash: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime]

    referral: Mapped["Referral"] = relationship(back_populates="consents", lazy="raise_on_sql")
    events: Mapped[list["ConsentEvent"]] = relationship(order_by="ConsentEvent.id", cascade="all, delete-orphan")

    @property
    def data_key(self) -> DataKey:
        return self.referral.data_key

    @property
    def sealed_as(self) -> str:
        return f"{self.referral.reference}:{self.number}"

    @property
    def state(self) -> str:
        """asked, given, refused, withdrawn, expired or voided: what happened last."""
        return self.events[-1].kind if self.events else "asked"

    @property
    def given_at(self) -> datetime | None:
        return next((event.at for event in reversed(self.events) if event.kind == "given"), None)

    def covers(self, fingerprint: str, recipient_id: int | None) -> bool:
        """Whether the yes stands, for exactly this recipient and exactly these data, today."""
        same = self.shared_fingerprint == fingerprint and self.recipient_id == recipient_id
        return same and self.state == "given" and now() < self.expires_at

    def happened(self, kind: str, via: str, by_id: int | None = None) -> None:
        self.events.append(ConsentEvent(kind=kind, at=now(), via=via, by_id=by_id))

    def give(self, via: str, by_id: int | None = None) -> None:
        """The resident says yes, to the words in `rendered`."""
        self.happened("given", via, by_id)
        self.expires_at = now() + retention.CONSENT_LASTS


class ConsentEvent(Base):
    """What happened to a consent, when, and by which way. The resident is nobody's id: `by_id` is who noted it."""

    __tablename__ = "consent_event"
    __table_args__ = (Index("ix_consent_event_consent_id", "consent_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consent_id: Mapped[int] = mapped_column(ForeignKey("consent.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    via: Mapped[str] = mapped_column(String(20))  # screen, paper, own_phone, resident, clock, web
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
