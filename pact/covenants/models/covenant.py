"""A covenant: one organisation, one text, and what became of it. `MOVES` is the law; dates say what happened."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.covenants.models.text import CovenantText, TextKind
from pact.dates import local, now, today
from pact.db import Base
from pact.organisations.models import Organisation
from pact.states import move

REMIND_AFTER, LAPSE_AFTER = 11, 13  # months since somebody last stood by it


class Status(StrEnum):
    ASKED = "asked"
    SIGNED = "signed"
    COUNTERSIGNED = "countersigned"
    ENDED = "ended"
    DECLINED = "declined"
    LAPSED = "lapsed"


class Way(StrEnum):
    """How it was signed."""

    LINK = "link"
    PAPER = "paper"


MOVES: dict[Status, frozenset[Status]] = {
    Status.ASKED: frozenset({Status.SIGNED, Status.DECLINED}),
    Status.SIGNED: frozenset({Status.COUNTERSIGNED, Status.ENDED}),
    Status.COUNTERSIGNED: frozenset({Status.ENDED, Status.LAPSED}),
    Status.LAPSED: frozenset({Status.COUNTERSIGNED, Status.ENDED}),
    Status.ENDED: frozenset(),
    Status.DECLINED: frozenset(),
}

#: Somebody still has to sign or to countersign: a second question about the same text would only confuse.
UNDER_WAY = frozenset({Status.ASKED, Status.SIGNED})


class NotTheTextThatWasRead(Exception):
    """The text has another fingerprint than when it was published. Nobody signs that."""


class Covenant(Base):
    """What one organisation signed, or was asked to sign."""

    __tablename__ = "covenant"
    __table_args__ = (Index("ix_covenant_status_organisation_id", "status", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("covenant_text.id"))
    status: Mapped[Status] = mapped_column(String(20), default=Status.ASKED)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime | None]  # when we heard of it; on paper that may be later
    signed_on: Mapped[date | None]
    signed_way: Mapped[Way | None] = mapped_column(String(10))
    signed_sha256: Mapped[str | None] = mapped_column(String(64))
    signer_name: Mapped[str] = mapped_column(String(80), default="")
    signer_function: Mapped[str] = mapped_column(String(80), default="")
    registered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who typed over the paper
    countersigned_at: Mapped[datetime | None]
    countersigned_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmation_asked_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]  # the last time somebody said that it still holds
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lapsed_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(300), default="")  # why it ended or was declined
    edition: Mapped[int] = mapped_column()

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    text: Mapped[CovenantText] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": edition}

    @property
    def thing(self) -> str:
        return f"covenant {self.id}"

    @property
    def stands_since(self) -> datetime | None:
        """The last moment that both sides stood by it: from here the months are counted."""
        return self.confirmed_at or self.countersigned_at

    @property
    def may_be_confirmed(self) -> bool:
        """From eleven months on; one that lapsed can still be brought back."""
        if self.status == Status.LAPSED:
            return True
        since = self.stands_since
        return self.status == Status.COUNTERSIGNED and since is not None and is_past(since, REMIND_AFTER)

    @property
    def confirmation_is_asked(self) -> bool:
        """Whether this year's question is out."""
        since = self.stands_since
        return self.confirmation_asked_at is not None and since is not None and self.confirmation_asked_at > since

    # -- verbs ---------------------------------------------------------------------------------------------------

    def sign(self, name: str, function: str) -> None:
        """By personal link, today."""
        self._sign(Way.LINK, name, function, today())

    def register_paper(self, name: str, function: str, signed_on: date, by_id: int) -> None:
        """The coordinator types over what was signed with a pen."""
        self._sign(Way.PAPER, name, function, signed_on)
        self.registered_by_id = by_id

    def _sign(self, way: Way, name: str, function: str, signed_on: date) -> None:
        if self.text.fingerprint() != self.text.sha256:
            raise NotTheTextThatWasRead(self.thing)
        move(self, Status.SIGNED, MOVES)
        self.signed_at, self.signed_on, self.signed_way = now(), signed_on, way
        self.signer_name, self.signer_function = name, function
        self.signed_sha256 = self.text.sha256

    def decline(self, reason: str) -> None:
        move(self, Status.DECLINED, MOVES)
        self.declined_at, self.reason = now(), reason

    def countersign(self, by_id: int | None) -> None:
        """From here the organisation takes part, and everybody may know."""
        move(self, Status.COUNTERSIGNED, MOVES)
        self.countersigned_at, self.countersigned_by_id = now(), by_id
        self.organisation.joined_on = self.organisation.joined_on or today()
        self.organisation.pillar = TextKind(self.text.kind).pillar

    def ask_confirmation(self) -> None:
        self.confirmation_asked_at = now()

    def confirm(self, by_id: int | None) -> None:
        """It still holds. Brings one that lapsed back."""
        if self.status == Status.LAPSED:
            move(self, Status.COUNTERSIGNED, MOVES)
            self.organisation.joined_on = self.organisation.joined_on or self.signed_on
        self.confirmed_at, self.confirmed_by_id, self.lapsed_at = now(), by_id, None

    def lapse(self) -> None:
        move(self, Status.LAPSED, MOVES)
        self.lapsed_at = now()

    def end(self, by_id: int | None, reason: str) -> None:
        move(self, Status.ENDED, MOVES)
        self.ended_at, self.ended_by_id, self.reason = now(), by_id, reason


def months_after(start: date, months: int) -> date:
    """The same day some months on; in a shorter month its last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = start.day
    while True:
        try:
            return date(year, month + 1, day)
        except ValueError:
            day -= 1


def is_past(moment: datetime, months: int) -> bool:
    """Whether so many months have gone by since."""
    return months_after(local(moment).date(), months) <= today()
