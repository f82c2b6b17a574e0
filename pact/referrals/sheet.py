"""A sheet: what one person may read of one referral, and nothing else. Templates get sheets, never referrals.

Opening what is private writes a line to the trail first, in the same transaction; the resident can read that line.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from pact import audit
from pact.access import Actor
from pact.db import db
from pact.directory.topics import topic_label
from pact.referrals import vocabulary as words
from pact.referrals.models import Message, Move, Referral
from pact.referrals.policy import Part, parts_for
from pact.referrals.vocabulary import ContactWay
from pact.referrals.vocabulary import Status as S

#: What the page of one referral loads, named once.
LOADED = (
    joinedload(Referral.author),
    joinedload(Referral.handler),
    joinedload(Referral.from_organisation),
    joinedload(Referral.to_organisation),
)


@dataclass(frozen=True)
class Card:
    """What somebody needs in order to decide whether they can help. No person in it."""

    topic: str
    urgent: bool
    language: str
    way: str
    moments: list[str]


@dataclass(frozen=True)
class Content:
    """Who it is about: only what the consent names. `phone` or `email` as typed, whichever was chosen."""

    name: str
    phone: str | None
    email: str | None
    language: str
    note: str | None


@dataclass(frozen=True)
class Said:
    by: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Step:
    """A line of the history, in words."""

    at: datetime
    label: str
    by: str


@dataclass(frozen=True)
class Sheet:
    """One referral through the eyes of one person."""

    reference: str
    status: str
    contacted_at: datetime | None
    is_late: bool
    sender: str
    sender_phone: str
    receiver: str
    receiver_phone: str
    author: str
    handler: str | None
    sent_at: datetime | None
    answer_before: date | None
    ended_at: datetime | None
    content_until: datetime | None
    steps: list[Step]
    card: Card | None = None
    content: Content | None = None
    messages: list[Said] = field(default_factory=list)
    outcome: str | None = None
    reason: str | None = None
    was_given_back: bool = False


def open_sheet(person: Actor, referral: Referral) -> Sheet:
    """What `person` may read of `referral`. Reading what is private is noted before it is given."""
    parts = parts_for(person, referral)
    if Part.CONTENT in parts and referral.sent_at is not None:
        at = referral.from_organisation_id if person.id == referral.author_id else referral.to_organisation_id
        audit.record("opened", referral.thing, person, organisation_id=at)
    receiver = referral.to_organisation
    return Sheet(
        reference=referral.reference,
        status=referral.status,
        contacted_at=referral.contacted_at,
        is_late=referral.is_late,
        sender=referral.from_organisation.name,
        sender_phone=referral.author.phone or referral.from_organisation.phone,
        receiver=receiver.name if receiver else "",
        receiver_phone=receiver.phone if receiver else "",
        author=referral.author.name,
        handler=referral.handler.name if referral.handler else None,
        sent_at=referral.sent_at,
        answer_before=referral.answer_before,
        ended_at=referral.ended_at,
        content_until=referral.content_until,
        steps=history_of(referral),
        card=card_of(referral) if Part.CARD in parts else None,
        content=content_of(referral) if Part.CONTENT in parts else None,
        messages=messages_of(referral) if Part.MESSAGES in parts else [],
        outcome=words.label(words.OUTCOMES, referral.outcome) if Part.OUTCOME in parts else None,
        reason=reason_of(referral) if Part.OUTCOME in parts else None,
        was_given_back=referral.reason == words.GIVEN_BACK,
    )


def card_of(referral: Referral) -> Card:
    return Card(
        topic=topic_label(referral.topic) if referral.topic else "",
        urgent=bool(referral.urgent),
        language=words.label(words.LANGUAGES, referral.language),
        way=words.label(words.CONTACT_WAYS, referral.contact_way),
        moments=[words.label(words.MOMENTS, code) for code in referral.moments],
    )


def content_of(referral: Referral) -> Content:
    return Content(
        name=" ".join(part for part in (referral.given_name, referral.family_name) if part),
        phone=referral.contact if referral.contact_way in (ContactWay.PHONE, ContactWay.SMS) else None,
        email=referral.contact if referral.contact_way == ContactWay.EMAIL else None,
        language=referral.language_other or words.label(words.LANGUAGES, referral.language),
        note=referral.note,
    )


def messages_of(referral: Referral) -> list[Said]:
    wanted = select(Message).where(Message.referral_id == referral.id).order_by(Message.id)
    found: Sequence[Message] = db.session.scalars(
        wanted.options(joinedload(Message.by), joinedload(Message.referral))
    ).all()
    return [Said(message.by.name, message.at, text) for message in found if (text := message.text)]


def history_of(referral: Referral) -> list[Step]:
    wanted = select(Move).where(Move.referral_id == referral.id).order_by(Move.id).options(joinedload(Move.by))
    return [Step(move.at, _step_label(move), move.by.name if move.by else "") for move in db.session.scalars(wanted)]


def _step_label(move: Move) -> str:
    if move.reason in words.STEPS:
        return str(words.STEPS[move.reason])
    return str(words.STATUS_LABELS[move.after][0])


def reason_of(referral: Referral) -> str | None:
    choices = {S.REJECTED: words.REJECT_REASONS, S.FAILED: words.FAIL_REASONS, S.CANCELLED: words.CANCEL_REASONS}
    found = choices.get(S(referral.status))
    return (words.label(found, referral.reason) or None) if found else None
