"""A referral: who is asked to help with what, and the verbs that carry it from draft to end."""

import json
from datetime import date, datetime, timedelta

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text, update
from sqlalchemy.orm import Mapped, WriteOnlyMapped, mapped_column, relationship

from pact.dates import now, today, working_days_after
from pact.db import Base, db
from pact.directory.models import Topic
from pact.keys import DataKey, token_hash
from pact.organisations.models import Organisation
from pact.people.models import Person
from pact.referrals import retention
from pact.referrals.models.consent import Consent, ConsentMissing
from pact.referrals.models.history import Message, Move
from pact.referrals.models.moves import ENDED, MOVES, STOPPABLE
from pact.referrals.models.reference import REFERENCE, new_reference
from pact.referrals.models.resident_data import ResidentData
from pact.referrals.vocabulary import GIVEN_BACK
from pact.referrals.vocabulary import Status as S
from pact.states import IllegalMove, move

FINISHED = "ended_at IS NOT NULL"


class Referral(ResidentData, Base):
    """One resident, one topic, one recipient. Who it is about stands in `ResidentData`, under a key of its own."""

    __tablename__ = "referral"
    __table_args__ = (
        CheckConstraint("sent_at IS NULL OR to_organisation_id IS NOT NULL", name="sent_to_somebody"),
        # One index per list order; an open and an ended list each walk only their own rows.
        Index("ix_referral_inbox", "to_organisation_id", "sent_at", "id",
              sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL")),
        Index("ix_referral_outbox", "from_organisation_id", "sent_at", "id",
              sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL")),
        Index("ix_referral_received_ended", "to_organisation_id", "ended_at", "id",
              sqlite_where=text(FINISHED), postgresql_where=text(FINISHED)),
        Index("ix_referral_sent_ended", "from_organisation_id", "ended_at", "id",
              sqlite_where=text(FINISHED), postgresql_where=text(FINISHED)),
        Index("ix_referral_author_id_status", "author_id", "status"),
        Index("ix_referral_due", "due_on", sqlite_where=text("ended_at IS NULL"),
              postgresql_where=text("ended_at IS NULL")),
        Index("ix_referral_content_until", "content_until"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    status: Mapped[S] = mapped_column(String(20))
    version: Mapped[int] = mapped_column()
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    from_organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    to_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # the same resident, asked elsewhere first
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("referral.id"))

    # The card: what the receiving organisation sees before somebody accepts. No person in it.
    topic: Mapped[Topic | None] = mapped_column(String(20))
    urgent: Mapped[bool | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime] = mapped_column(default=now)
    asked_at: Mapped[datetime | None]  # the question went to the resident's own phone
    sent_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    contacted_at: Mapped[datetime | None]
    due_on: Mapped[date | None]  # the last day on which the receiver is in time with what comes next
    held_times: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(30))
    reason: Mapped[str | None] = mapped_column(String(30))
    barriers: Mapped[list[str]] = mapped_column(JSON, default=list)
    content_until: Mapped[datetime | None]  # when what is private is erased by the clock
    erased_at: Mapped[datetime | None]
    erasure_asked_at: Mapped[datetime | None]

    consents: Mapped[list[Consent]] = relationship(
        back_populates="referral", order_by=Consent.number, cascade="all, delete-orphan"
    )
    moves: WriteOnlyMapped[Move] = relationship(order_by=Move.id, passive_deletes=True)  # only ever added to
    author: Mapped[Person] = relationship(foreign_keys=[author_id], lazy="raise_on_sql")
    handler: Mapped[Person | None] = relationship(foreign_keys=[handler_id], lazy="raise_on_sql")
    from_organisation: Mapped[Organisation] = relationship(foreign_keys=[from_organisation_id], lazy="raise_on_sql")
    to_organisation: Mapped[Organisation | None] = relationship(foreign_keys=[to_organisation_id], lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}

    # -- beginning -----------------------------------------------------------------------------------------

    @classmethod
    def start(cls, author_id: int, from_organisation_id: int, reference: str | None = None) -> "Referral":
        """A new draft of this author, with a key of its own. `reference` is used only when it has the right form."""
        draft = cls(
            reference=reference if REFERENCE.fullmatch(reference or "") else new_reference(),
            status=S.DRAFT,
            author_id=author_id,
            from_organisation_id=from_organisation_id,
            data_key=DataKey.make(),
            moments=[],
            barriers=[],
            created_at=now(),
            held_times=0,
            code_tries=0,
        )
        draft.resident_token_hash = token_hash(draft.resident_token)
        draft.touch()
        return draft

    def follow(self, earlier: "Referral") -> None:
        """Take over the person (not the yes) from an earlier referral, so that nobody has to tell or type it again."""
        self.follows_id = earlier.id
        # a handler goes on with what was shared, and no more
        self.take_person_from(earlier, only_shared=self.author_id != earlier.author_id)

    def touch(self) -> None:
        """The author worked on it: the seven days begin anew."""
        self.edited_at = now()
        self.content_until = self.edited_at + timedelta(days=retention.CONTENT[S.DRAFT].days)

    @property
    def thing(self) -> str:
        """What the trail and the letters call this."""
        return f"referral {self.reference}"

    # -- consent -------------------------------------------------------------------------------------------

    @property
    def consent(self) -> Consent | None:
        """The consent that was asked last."""
        return self.consents[-1] if self.consents else None

    @property
    def shared_fingerprint(self) -> str:
        """A keyed hash of exactly what would be shared, and with whom."""
        card = [self.topic, bool(self.urgent), self.contact_way, sorted(self.moments), self.language]
        shared = [self.to_organisation_id, *card, *self.shared_values]
        return self.data_key.derive("shared:" + json.dumps(shared)).hex()

    @property
    def has_valid_consent(self) -> bool:
        """Whether the resident's yes stands. What is erased has no yes: the key it was bound to is gone."""
        consent = self.consent
        return (
            consent is not None
            and self.erased_at is None
            and consent.covers(self.shared_fingerprint, self.to_organisation_id)
        )

    # -- moving --------------------------------------------------------------------------------------------

    def _move(self, to: S, by_id: int | None, via: str, reason: str | None = None) -> None:
        before = self.status
        move(self, to, MOVES)
        moment = now()
        self.moves.add(Move(at=moment, before=before, after=to, by_id=by_id, via=via, reason=reason))
        self.ended_at = moment if to in ENDED else None
        days = retention.content_days(to)
        self.content_until = None if days is None else moment + timedelta(days=days)
        if days == 0:
            self.erase()

    def ask_resident(self, by_id: int) -> None:
        """Send the question to the resident's own phone; the receiver learns nothing before the yes."""
        if self.status != S.DRAFT:
            raise IllegalMove(self, S.CONSENT_PENDING)
        if self.consent is None or self.consent.shared_fingerprint != self.shared_fingerprint:
            raise ConsentMissing(self.reference)
        self._move(S.CONSENT_PENDING, by_id, "web")
        self.asked_at = now()

    def send(self, by_id: int | None, via: str = "web") -> None:
        """Hand it to the receiving organisation. Raises ConsentMissing without a valid yes; there is no way round."""
        if self.status not in (S.DRAFT, S.CONSENT_PENDING):
            raise IllegalMove(self, S.REQUESTED)
        if not self.has_valid_consent:
            raise ConsentMissing(self.reference)
        self._move(S.REQUESTED, by_id, via)
        self.sent_at = now()
        self.due_on = working_days_after(today(), 1 if self.urgent else 3)

    def accept(self, by_id: int, via: str = "web") -> None:
        """A named handler picks it up; from now on that handler, and no other, reads who it is."""
        if self.status not in (S.REQUESTED, S.ON_HOLD):
            raise IllegalMove(self, S.ACCEPTED)
        self._move(S.ACCEPTED, by_id, via)
        self.handler_id, self.accepted_at = by_id, now()
        self.due_on = working_days_after(today(), 1 if self.urgent else 5)

    def take_over(self, by_id: int) -> None:
        """A colleague goes on with it; the one before reads nothing any more."""
        if self.status != S.ACCEPTED or by_id == self.handler_id:
            raise IllegalMove(self, S.ACCEPTED)
        self.moves.add(Move(at=now(), before=S.ACCEPTED, after=S.ACCEPTED, by_id=by_id, via="web", reason="taken_over"))
        self.handler_id = by_id

    def hold(self, by_id: int, until: date, via: str = "web") -> None:
        """Put it on the waiting list until a review date at most thirty days ahead; it can be renewed once."""
        if not today() < until <= today() + retention.HOLD_AT_MOST or self.held_times >= 2:
            raise ValueError("a review date within thirty days, renewed once")
        if self.status == S.ON_HOLD:
            self.moves.add(Move(at=now(), before=S.ON_HOLD, after=S.ON_HOLD, by_id=by_id, via=via, reason="renewed"))
        else:
            self._move(S.ON_HOLD, by_id, via)
        self.held_times += 1
        self.due_on = until

    def reject(self, by_id: int, reason: str, via: str = "web") -> None:
        if self.status not in (S.REQUESTED, S.ON_HOLD):
            raise IllegalMove(self, S.REJECTED)
        self._move(S.REJECTED, by_id, via, reason)
        self.reason = reason

    def give_back(self, by_id: int) -> None:
        """The receiving organisation stopped: it goes back to its sender, also when somebody was at work on it."""
        self._move(S.REJECTED, by_id, "web", GIVEN_BACK)
        self.reason = GIVEN_BACK

    def note_contact(self) -> None:
        """First contact is a fact, not a state. The next sign of life is asked after thirty days."""
        if self.status != S.ACCEPTED:
            raise IllegalMove(self, S.ACCEPTED)
        self.contacted_at = self.contacted_at or now()
        self.due_on = today() + retention.NUDGE_EVERY

    def complete(self, by_id: int, outcome: str, barriers: list[str]) -> None:
        self._move(S.COMPLETED, by_id, "web", outcome)
        self.outcome, self.barriers = outcome, barriers

    def fail(self, by_id: int, reason: str, barriers: list[str]) -> None:
        self._move(S.FAILED, by_id, "web", reason)
        self.reason, self.barriers = reason, barriers

    @property
    def can_be_reopened(self) -> bool:
        if self.status not in (S.COMPLETED, S.FAILED) or self.ended_at is None or self.erased_at is not None:
            return False
        return now() <= self.ended_at + retention.REOPEN_WITHIN and self.has_valid_consent

    def reopen(self, by_id: int) -> None:
        """Go on with what was closed too early, within fourteen days and under the same yes."""
        if not self.can_be_reopened:
            raise IllegalMove(self, S.ACCEPTED)
        self._move(S.ACCEPTED, by_id, "web", "reopened")
        self.outcome = self.reason = None
        self.due_on = working_days_after(today(), 5)

    def cancel(self, by_id: int | None, reason: str, via: str = "web") -> None:
        self._move(S.CANCELLED, by_id, via, reason)
        self.reason = reason

    def refuse(self) -> None:
        """The resident said no on the own phone: nothing was shared and nothing stays."""
        if self.consent is not None:
            self.consent.happened("refused", via="resident")
        self.cancel(None, "refused", via="resident")
        self.erase()

    @property
    def can_be_stopped(self) -> bool:
        return self.status in STOPPABLE and self.erased_at is None

    def withdraw(self) -> None:
        """The resident stops it: both sides lose everything, now."""
        if self.consent is not None:
            self.consent.happened("withdrawn", via="resident")
        self._move(S.WITHDRAWN, None, "resident")

    def expire(self) -> None:
        """Nobody answered in time. Without a yes nothing is kept at all."""
        had_no_yes = self.status == S.CONSENT_PENDING
        if self.consent is not None:
            self.consent.happened("expired", via="clock")
        self._move(S.EXPIRED, None, "clock")
        if had_no_yes:
            self.erase()

    def discard(self, by_id: int | None = None, via: str = "web") -> None:
        """Throw a draft away with all that was typed in it."""
        if self.consent is not None and self.consent.state == "asked":
            self.consent.happened("refused" if via == "web" else "expired", via=via, by_id=by_id)
        self._move(S.ERASED, by_id, via)

    def erase(self) -> None:
        """Destroy what is private and the key it was under. What is left names nobody."""
        self.wipe_person()
        for consent in self.consents:
            consent.rendered_sealed = None
        db.session.execute(update(Message).where(Message.referral_id == self.id).values(text_sealed=None))
        self.data_key.destroy()
        self.erased_at, self.content_until = now(), None
        if self.sent_at is None:  # never left its author: not even what it was about stays
            self.topic = self.urgent = self.contact_way = self.language = None
            self.moments, self.to_organisation_id = [], None

    @property
    def answer_before(self) -> date | None:
        """«vóór donderdag 26 november»: the day after the last day in time."""
        return self.due_on + timedelta(days=1) if self.due_on else None

    @property
    def is_late(self) -> bool:
        return self.ended_at is None and self.due_on is not None and self.due_on < today()
