"""A service: what an organisation offers, for which topics, when and in which languages."""

from datetime import date, datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now, today
from pact.db import Base
from pact.directory.models.place import Location, Schedule
from pact.organisations.models import Organisation


class Topic(StrEnum):
    """What help is needed: the nine answers to «Waarbij is hulp nodig?», in that order."""

    FOOD = "food"
    CLOTHING = "clothing"
    DEBT = "debt"
    PAPERWORK = "paperwork"
    HOUSING = "housing"
    CHILDREN = "children"
    NEWCOMERS = "newcomers"
    LISTENING = "listening"
    OTHER = "other"


class ServiceStatus(StrEnum):
    """Whether it is offered at all. HSDS: `status`; its «temporarily closed» is our pause, which has dates."""

    ACTIVE = "active"
    INACTIVE = "inactive"


def is_paused(since: date | None, until: date | None) -> bool:
    """Whether today lies in the pause; one without an end lasts until somebody says otherwise."""
    return since is not None and since <= today() and (until is None or until >= today())


class Service(Base):
    """What one organisation offers. HSDS: `service`."""

    __tablename__ = "service"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=lambda: str(uuid4()))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(String(120))  # at most twelve words: it is a hint under a radio button
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)  # codes: nl, en, ar, tr, pl, uk
    working_days: Mapped[list[int]] = mapped_column(JSON, default=list)  # 0 is Monday
    answers_within: Mapped[int] = mapped_column(default=2)  # working days it usually takes to pick somebody up
    takes_referrals: Mapped[bool] = mapped_column(default=True)
    paused_from: Mapped[date | None]
    paused_until: Mapped[date | None]  # open end: paused until somebody says otherwise

    status: Mapped[ServiceStatus] = mapped_column(String(20), default=ServiceStatus.ACTIVE)
    description: Mapped[str] = mapped_column(String(2000), default="")
    alert: Mapped[str] = mapped_column(String(200), default="")  # what a visitor must know now, before all else
    costs: Mapped[str] = mapped_column(String(200), default="")  # HSDS: fees_description
    conditions: Mapped[str] = mapped_column(String(500), default="")  # HSDS: eligibility_description
    documents: Mapped[str] = mapped_column(String(300), default="")  # HSDS: required_document
    url: Mapped[str] = mapped_column(String(300), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    villages: Mapped[list[str]] = mapped_column(JSON, default=list)  # HSDS: service_area; none means every village
    assured_on: Mapped[date | None]  # HSDS: assured_date; the organisation itself said that all this is true
    modified_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    version: Mapped[int] = mapped_column()

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    topics: Mapped[list["ServiceTopic"]] = relationship(cascade="all, delete-orphan", lazy="raise_on_sql")
    locations: Mapped[list[Location]] = relationship(
        cascade="all, delete-orphan", lazy="raise_on_sql", order_by=(Location.name, Location.id)
    )
    schedules: Mapped[list[Schedule]] = relationship(cascade="all, delete-orphan", lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_paused(self) -> bool:
        return is_paused(self.paused_from, self.paused_until)

    @property
    def thing(self) -> str:
        """What the trail calls it."""
        return f"service {self.id}"

    def assure(self) -> None:
        """Somebody who knows says that all of this is still true."""
        self.assured_on = today()


class ServiceTopic(Base):
    """A service helps with a topic."""

    __tablename__ = "service_topic"
    __table_args__ = (UniqueConstraint("service_id", "topic"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"))
    topic: Mapped[Topic] = mapped_column(String(20), index=True)
