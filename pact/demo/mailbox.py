"""The mailbox of the demo: every letter and text message the system sent, newest first."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from pact.db import db
from pact.mail import Letter

A_PAGE = 50


class Envelope(NamedTuple):
    """A letter as a line of the list. Without subject: its content was erased with the record it was about."""

    id: int
    at: datetime
    is_sms: bool
    to: str
    subject: str | None
    fate: str  # sent, failed, cancelled, waiting


def envelope(letter: Letter) -> Envelope:
    content = letter.content
    subject = None
    if content is not None:
        subject = content.body.strip() if letter.channel == "sms" else content.subject
    return Envelope(
        letter.id, letter.created_at, letter.channel == "sms", content.to if content else "", subject, fate(letter)
    )


def fate(letter: Letter) -> str:
    if letter.bounced_at:
        return "failed"
    for name in ("sent", "failed", "cancelled"):
        if getattr(letter, f"{name}_at"):
            return name
    return "waiting"


def newest(before_id: int | None = None) -> tuple[list[Envelope], int | None]:
    """A page of the mailbox, and the id to go on from when there is more."""
    wanted = select(Letter).order_by(Letter.id.desc()).limit(A_PAGE + 1)
    if before_id is not None:
        wanted = wanted.where(Letter.id < before_id)
    letters = db.session.scalars(wanted).all()
    page = letters[:A_PAGE]
    return [envelope(letter) for letter in page], page[-1].id if len(letters) > A_PAGE else None
