"""What somebody wants to see, as a question to the database: so a list need not be read to its end to show a part.

Lists of names and codes are kept as JSON; our names hold nothing that JSON writes otherwise, so a name in quotes is
found in them on every database.
"""

import json
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, String, and_, cast, exists, false, not_, or_, select, true

from pact.dates import is_holiday, local, now, today
from pact.directory.models import Schedule, Service
from pact.directory.queries import about

if TYPE_CHECKING:
    from sqlalchemy.orm import InstrumentedAttribute

    from pact.directory.entries import Asked


def fits(asked: "Asked") -> ColumnElement[bool]:
    """The services that are meant."""
    wanted: list[ColumnElement[bool]] = [true()]
    if asked.topic:
        wanted.append(about(asked.topic))
    if asked.village:
        wanted.append(or_(_as_text(Service.villages) == "[]", _names(Service.villages, asked.village)))
    if asked.language:
        wanted.append(_names(Service.languages, asked.language))
    if asked.open_today:
        wanted += [not_(is_paused()), is_open_today()]
    return and_(*wanted)


def _as_text(column: "InstrumentedAttribute[list[str]]") -> ColumnElement[str]:
    return cast(column, String)


def _names(column: "InstrumentedAttribute[list[str]]", name: str) -> ColumnElement[bool]:
    return _as_text(column).contains(json.dumps(name), autoescape=True)


def is_paused() -> ColumnElement[bool]:
    """The same as models.is_paused, for a row that is still in the database."""
    has_begun = and_(Service.paused_from.is_not(None), Service.paused_from <= today())
    return and_(has_begun, or_(Service.paused_until.is_(None), Service.paused_until >= today()))


def is_open_today() -> ColumnElement[bool]:
    """Whether there is still time today to go there or to call. On a public holiday everything is closed."""
    here = local(now())
    if is_holiday(here.date()):
        return false()
    holds = and_(
        or_(Schedule.valid_from.is_(None), Schedule.valid_from <= here.date()),
        or_(Schedule.valid_until.is_(None), Schedule.valid_until >= here.date()),
    )
    today_still = select(Schedule.id).where(Schedule.service_id == Service.id, Schedule.weekday == here.weekday())
    return exists(today_still.where(Schedule.closes_at > here.time(), holds))
