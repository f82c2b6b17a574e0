"""Somebody asks to join a workgroup, until the lead or the coordinator answers."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now
from pact.db import Base
from pact.organisations.models import Organisation
from pact.people.models import Person
from pact.states import move

OPEN = text("status = 'open'")


class RequestStatus(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


REQUEST_MOVES: dict[RequestStatus, frozenset[RequestStatus]] = {
    RequestStatus.OPEN: frozenset({RequestStatus.ACCEPTED, RequestStatus.DECLINED, RequestStatus.WITHDRAWN}),
    RequestStatus.ACCEPTED: frozenset(),
    RequestStatus.DECLINED: frozenset(),
    RequestStatus.WITHDRAWN: frozenset(),
}


class WorkgroupRequest(Base):
    """Somebody wants to join, for one organisation. Once answered, what they wrote is wiped."""

    __tablename__ = "workgroup_request"
    __table_args__ = (
        Index("uq_workgroup_request_open", "workgroup_id", "person_id", unique=True,
              sqlite_where=OPEN, postgresql_where=OPEN),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    why: Mapped[str] = mapped_column(String(300), default="")
    status: Mapped[RequestStatus] = mapped_column(String(20), default=RequestStatus.OPEN)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    edition: Mapped[int] = mapped_column()

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": edition}

    def accept(self, by_id: int) -> None:
        self._answer(RequestStatus.ACCEPTED, by_id)

    def decline(self, by_id: int) -> None:
        self._answer(RequestStatus.DECLINED, by_id)

    def withdraw(self, by_id: int | None) -> None:
        self._answer(RequestStatus.WITHDRAWN, by_id)

    def _answer(self, to: RequestStatus, by_id: int | None) -> None:
        move(self, to, REQUEST_MOVES)
        self.answered_at, self.answered_by_id, self.why = now(), by_id, ""
