"""Roles on the pact itself: given by one person, confirmed by a second, held from a moment to a moment."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now
from pact.db import Base, db
from pact.people.models.person import Person


class Role(StrEnum):
    """Roles on the pact itself; roles in an organisation live on a membership."""

    COORDINATOR = "coordinator"
    POLICY_OFFICER = "policy_officer"
    ADMINISTRATOR = "administrator"


#: Roles that take a second person to confirm.
WEIGHTY = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


class PactRole(Base):
    """A role on the pact. A weighty one holds only after a second person confirmed it."""

    __tablename__ = "pact_role"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(String(20))
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # nobody: the command on the host
    granted_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id], back_populates="pact_roles")

    @property
    def is_proposed(self) -> bool:
        """It waits for a second person."""
        return self.role in WEIGHTY and self.confirmed_at is None and self.ended_at is None

    def confirm(self, by_id: int) -> None:
        """Raises PermissionError for one's own promotion, or for the person who proposed it."""
        if by_id in (self.person_id, self.granted_by_id):
            raise PermissionError("a second person confirms a role")
        self.confirmed_by_id, self.confirmed_at = by_id, now()

    def end(self) -> None:
        self.ended_at = now()

    def is_the_last(self) -> bool:
        """Whether nobody else holds this weighty role: the pact is never left without one. Asks the database."""
        if self.role not in WEIGHTY or self.confirmed_at is None:
            return False
        others = (
            select(PactRole.id)
            .join(Person, Person.id == PactRole.person_id)
            .where(PactRole.role == self.role, PactRole.ended_at.is_(None), PactRole.confirmed_at.is_not(None))
            .where(PactRole.person_id != self.person_id, Person.active, Person.activated_at.is_not(None))
            .with_for_update(of=PactRole)
        )
        return db.session.scalar(others) is None
