"""Who would get a letter now: who asked for it and has not left, and to whose address something may go."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from pact.db import db
from pact.newsletter.models import Audience, Reader, Suppression


class Readers(NamedTuple):
    audience: Audience
    locale: str
    people: int


def is_reading() -> ColumnElement[bool]:
    """The rule for a reader to be counted, and to be sent something."""
    shut_out = select(Suppression.email_hash).where(Suppression.email_hash == Reader.email_hash)
    return Reader.confirmed_at.is_not(None) & Reader.left_at.is_(None) & ~shut_out.exists()


def readers() -> list[Readers]:
    """How many read each edition in each language, in one question."""
    wanted = (
        select(Reader.audience, Reader.locale, func.count(Reader.id))
        .where(is_reading())
        .group_by(Reader.audience, Reader.locale)
    )
    found = [Readers(Audience(audience), locale, count) for audience, locale, count in db.session.execute(wanted)]
    return sorted(found, key=lambda each: (list(Audience).index(each.audience), each.locale))
