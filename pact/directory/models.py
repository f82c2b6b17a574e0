"""A service: what an organisation offers, for which topics, when and in which languages."""

from datetime import date
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import today
from pact.db import Base
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

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    topics: Mapped[list["ServiceTopic"]] = relationship(cascade="all, delete-orphan", lazy="raise_on_sql")

    @property
    def is_paused(self) -> bool:
        return is_paused(self.paused_from, self.paused_until)


class ServiceTopic(Base):
    """A service helps with a topic."""

    __tablename__ = "service_topic"
    __table_args__ = (UniqueConstraint("service_id", "topic"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"))
    topic: Mapped[Topic] = mapped_column(String(20), index=True)
