"""An organisation of the pact, and the dated roles of people in it."""

import hashlib
from datetime import date, datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now
from pact.db import Base
from pact.people.models import Person


class Pillar(StrEnum):
    CORE_GROUP = "core_group"
    SIGNATORY = "signatory"


class Sector(StrEnum):
    """In which part of life an organisation is at work; the white spots of the network are counted along it."""

    FOOD = "food"
    CLOTHING = "clothing"
    DEBT = "debt"
    HOUSING = "housing"
    CARE = "care"
    EDUCATION = "education"
    FAITH = "faith"
    LEISURE = "leisure"
    WORK = "work"
    GOVERNMENT = "government"
    COMPANY = "company"
    OTHER = "other"


class MemberRole(StrEnum):
    """What somebody does in an organisation. `member` only sees what every partner sees; an ambassador spreads the
    pact inside it."""

    REFERRER = "referrer"
    HANDLER = "handler"
    CONTACT_PERSON = "contact_person"
    AMBASSADOR = "ambassador"
    MEMBER = "member"


class Organisation(Base):
    """A partner of the pact: signed it (core group) or a covenant with it (signatory)."""

    __tablename__ = "organisation"
    __table_args__ = (Index("ix_organisation_name_id", "name", "id"),)  # the order of every list

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(60))
    pillar: Mapped[Pillar] = mapped_column(String(20))
    sector: Mapped[Sector] = mapped_column(String(20), default=Sector.OTHER)
    villages: Mapped[list[str]] = mapped_column(JSON, default=list)  # where its people come from, by name
    is_municipality: Mapped[bool] = mapped_column(
        default=False
    )  # then a resident is not promised «ook de gemeente niet»
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    opening_hours: Mapped[str] = mapped_column(String(200), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    about: Mapped[str] = mapped_column(String(600), default="")  # in its own words, for everybody
    joined_on: Mapped[date | None]
    suspended_at: Mapped[datetime | None]  # its people lose everything but their own account
    # Each receiving organisation works on a basis of its own; consent covers only the sender's disclosure (FIELD.md D).
    receiver_basis: Mapped[str] = mapped_column(String(200), default="")
    uuid: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid4()))  # its name in open data
    modified_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    version: Mapped[int] = mapped_column()

    memberships: Mapped[list["Membership"]] = relationship(back_populates="organisation", lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}

    @property
    def thing(self) -> str:
        """What the trail calls this."""
        return f"organisation {self.id}"

    @property
    def is_active(self) -> bool:
        return self.suspended_at is None


class Membership(Base):
    """One role of one person in one organisation, from a moment until a moment."""

    __tablename__ = "membership"
    __table_args__ = (Index("ix_membership_organisation_id_role", "organisation_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[MemberRole] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(default=now)
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(back_populates="memberships", lazy="raise_on_sql")

    def end(self, by_id: int | None) -> None:
        if self.ended_at is None:
            self.ended_at, self.ended_by_id = now(), by_id


class ClosingKind(StrEnum):
    SUSPENDED = "suspended"  # for a while
    LEFT = "left"
    MERGED = "merged"  # it was another organisation, entered twice


class Closing(Base):
    """That an organisation takes no part: from when, why and by whom, until it comes back. One row each time."""

    __tablename__ = "organisation_closing"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[ClosingKind] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(String(300), default="")
    left_on: Mapped[date | None]
    into_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reopened_at: Mapped[datetime | None]
    reopened_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Logo(Base):
    """At most one of an organisation: a WebP file that we drew. `description` is read aloud in its place."""

    __tablename__ = "organisation_logo"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True, autoincrement=False)
    description: Mapped[str] = mapped_column(String(150))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    width: Mapped[int]
    height: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)  # its address: another picture has another one
    changed_at: Mapped[datetime] = mapped_column(default=now)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    def show(self, content: bytes, width: int, height: int) -> None:
        self.content, self.width, self.height = content, width, height
        self.sha256 = hashlib.sha256(content).hexdigest()
