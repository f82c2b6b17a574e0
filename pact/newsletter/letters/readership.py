"""Who would get a letter now: who asked for it and has not left, and to whose address something may go."""

from typing import NamedTuple

from sqlalchemy import func, select

from pact.db import db
from pact.newsletter.models import Audience, Reader
from pact.newsletter.queries import is_reading


class Readers(NamedTuple):
    audience: Audience
    locale: str
    people: int


def readers() -> list[Readers]:
    """How many read each edition in each language, in one question."""
    wanted = (
        select(Reader.audience, Reader.locale, func.count(Reader.id))
        .where(is_reading())
        .group_by(Reader.audience, Reader.locale)
    )
    found = [Readers(Audience(audience), locale, count) for audience, locale, count in db.session.execute(wanted)]
    return sorted(found, key=lambda each: (list(Audience).index(each.audience), each.locale))
