"""A lead: an organisation that may come to sign. `LEAD_MOVES` is the law; each step says who, when and when again."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.covenants.models.request import JoinRequest
from pact.dates import now, today
from pact.db import Base
from pact.organisations.models import Organisation, Sector
from pact.people.models import Person
from pact.states import move


class Stage(StrEnum):
    LEAD = "lead"
    APPROACHED = "approached"
    TALKING = "talking"
    ASKED = "asked"
    SIGNED = "signed"
    DECLINED = "declined"
    LATER = "later"


class StepKind(StrEnum):
    """What was done: a call or a letter changes no stage by itself."""

    MADE = "made"
    MOVED = "moved"
    CALLED = "called"
    MAILED = "mailed"
    WRITTEN = "written"  # on paper
    PLANNED = "planned"  # only another date


LEAD_MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.LEAD: frozenset({Stage.APPROACHED, Stage.TALKING, Stage.ASKED, Stage.SIGNED, Stage.DECLINED, Stage.LATER}),
    Stage.APPROACHED: frozenset({Stage.TALKING, Stage.ASKED, Stage.SIGNED, Stage.DECLINED, Stage.LATER}),
    Stage.TALKING: frozenset({Stage.ASKED, Stage.SIGNED, Stage.DECLINED, Stage.LATER}),
    Stage.ASKED: frozenset({Stage.TALKING, Stage.SIGNED, Stage.DECLINED, Stage.LATER}),
    Stage.LATER: frozenset({Stage.LEAD, Stage.APPROACHED, Stage.TALKING, Stage.ASKED, Stage.SIGNED, Stage.DECLINED}),
    Stage.DECLINED: frozenset({Stage.TALKING, Stage.ASKED, Stage.SIGNED}),  # people come round
    Stage.SIGNED: frozenset(),
}

#: Where somebody has to do something, in the order in which it goes.
OPEN = (Stage.LEAD, Stage.APPROACHED, Stage.TALKING, Stage.ASKED)
#: With a day on which we look again.
PLANNED = (*OPEN, Stage.LATER)
#: How long we know whom to call: after a no, and once they signed and have contact persons of their own.
CONTACT_KEPT = {Stage.DECLINED: timedelta(days=365), Stage.SIGNED: timedelta(days=90)}
#: Or when nobody did anything for so long.
SLEEPS = timedelta(days=730)


class NoNextDate(Exception):
    """An open lead without a day on which somebody looks again would be forgotten."""


class Lead(Base):
    """An organisation we would like to sign. Whom to call there is wiped by the clock, never what became of it."""

    __tablename__ = "lead"
    __table_args__ = (
        Index("ix_lead_status_next_on", "status", "next_on"),
        CheckConstraint("status IN ('signed', 'declined') OR next_on IS NOT NULL", name="has_a_next_date"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("join_request.id"), index=True)
    kind: Mapped[str] = mapped_column(String(60), default="")
    sector: Mapped[Sector] = mapped_column(String(20), default=Sector.OTHER)
    villages: Mapped[list[str]] = mapped_column(JSON, default=list)
    contact_name: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[Stage] = mapped_column(String(20), default=Stage.LEAD)
    next_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(default=now)
    touched_at: Mapped[datetime] = mapped_column(default=now)  # the last step
    forgotten_at: Mapped[datetime | None]
    edition: Mapped[int] = mapped_column()

    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
    request: Mapped[JoinRequest | None] = relationship(lazy="raise_on_sql")
    steps: Mapped[list["LeadStep"]] = relationship(
        order_by="LeadStep.id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )

    __mapper_args__ = {"version_id_col": edition}

    @property
    def thing(self) -> str:
        return f"lead {self.id}"

    @property
    def is_open(self) -> bool:
        return self.status in PLANNED

    @property
    def has_contact(self) -> bool:
        return bool(self.contact_name or self.phone or self.email or self.address)

    # -- verbs ---------------------------------------------------------------------------------------------------

    def begin(self, next_on: date, by_id: int | None, words: str = "") -> None:
        self.status = Stage.LEAD
        self._note(StepKind.MADE, next_on, by_id, words)

    def go_to(self, stage: Stage, next_on: date | None, by_id: int | None, words: str = "") -> None:
        move(self, stage, LEAD_MOVES)
        self._note(StepKind.MOVED, next_on if stage in PLANNED else None, by_id, words)

    def call(self, next_on: date, by_id: int, words: str = "") -> None:
        """Somebody was called. The first call is also what approaches them."""
        self._reach(StepKind.CALLED, next_on, by_id, words)

    def write(self, kind: StepKind, next_on: date, by_id: int) -> None:
        self._reach(kind, next_on, by_id, "")

    def plan(self, next_on: date, by_id: int) -> None:
        self._note(StepKind.PLANNED, next_on, by_id, "")

    def learn(self) -> None:
        """Something was told anew: from here the clock that forgets counts again."""
        self.touched_at, self.forgotten_at = now(), None

    def come_back(self) -> None:
        """«Later» is today: it stands again where it stood before."""
        before = [step.stage for step in self.steps if step.stage in OPEN]
        self.go_to(Stage(before[-1]) if before else Stage.LEAD, today(), None)

    def forget(self) -> None:
        """That we talked stays; with whom, and in which words, goes."""
        self.contact_name = self.phone = self.email = self.address = ""
        for step in self.steps:
            step.words = ""
        self.forgotten_at = now()

    def _reach(self, kind: StepKind, next_on: date, by_id: int, words: str) -> None:
        if self.status == Stage.LEAD:
            move(self, Stage.APPROACHED, LEAD_MOVES)
        self._note(kind, next_on, by_id, words)

    def _note(self, kind: StepKind, next_on: date | None, by_id: int | None, words: str) -> None:
        if self.status in PLANNED and (next_on is None or next_on < today()):
            raise NoNextDate(self.thing)
        self.next_on = next_on
        self.learn()
        self.steps.append(LeadStep(kind=kind, stage=self.status, next_on=next_on, by_id=by_id, words=words))


class LeadStep(Base):
    """One thing that was done with a lead. Never changed; its words are wiped with the contact of the lead."""

    __tablename__ = "lead_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id", ondelete="CASCADE"), index=True)
    kind: Mapped[StepKind] = mapped_column(String(10))
    stage: Mapped[Stage] = mapped_column(String(20))  # where it stood afterwards
    next_on: Mapped[date | None]
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # nobody: a clock, or a signature
    words: Mapped[str] = mapped_column(String(300), default="")

    by: Mapped[Person | None] = relationship(lazy="raise_on_sql")
