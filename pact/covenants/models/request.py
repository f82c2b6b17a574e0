"""A request to join: what an organisation told us through the public form, until the coordinator answers."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from pact import references
from pact.dates import now
from pact.db import Base
from pact.states import move

FORGOTTEN_AFTER = timedelta(days=90)  # who wrote to us, after our answer


class RequestStatus(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


REQUEST_MOVES: dict[RequestStatus, frozenset[RequestStatus]] = {
    RequestStatus.OPEN: frozenset({RequestStatus.ACCEPTED, RequestStatus.DECLINED}),
    RequestStatus.ACCEPTED: frozenset(),
    RequestStatus.DECLINED: frozenset(),
}


def new_reference() -> str:
    return references.new_reference("AM")


class JoinRequest(Base):
    """«Doe mee»: an organisation that wants to sign. Nobody of it has an account yet."""

    __tablename__ = "join_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True, default=new_reference)
    organisation_name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(60))
    contact_name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(40), default="")
    why: Mapped[str] = mapped_column(String(600))
    status: Mapped[RequestStatus] = mapped_column(String(20), default=RequestStatus.OPEN, index=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))  # once accepted
    forgotten_at: Mapped[datetime | None]  # whom we wrote with is wiped
    edition: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": edition}

    @property
    def thing(self) -> str:
        return f"join request {self.reference}"

    def accept(self, by_id: int, organisation_id: int) -> None:
        self._answer(RequestStatus.ACCEPTED, by_id)
        self.organisation_id = organisation_id

    def decline(self, by_id: int) -> None:
        self._answer(RequestStatus.DECLINED, by_id)

    def _answer(self, to: RequestStatus, by_id: int) -> None:
        move(self, to, REQUEST_MOVES)
        self.answered_at, self.answered_by_id = now(), by_id

    def forget(self) -> None:
        """That there was a request stays; who wrote it goes."""
        self.contact_name = self.email = self.phone = self.why = ""
        self.forgotten_at = now()
