"""When the next issue closes and goes out: so many weeks after the last one, with days left to put it together."""

from datetime import date, timedelta
from typing import NamedTuple

from babel.dates import format_date
from flask import current_app
from sqlalchemy import func, select

from pact.dates import HERE, is_working_day, today
from pact.db import db
from pact.newsletter.models import Issue, Kind

#: Working days between the last contribution and the sending.
TO_MAKE = 5
#: What people need at the least to write something.
TO_WRITE = timedelta(weeks=2)


class Suggestion(NamedTuple):
    title: str
    closes_on: date
    send_on: date


def suggest(kind: Kind) -> Suggestion:
    """The coordinator may change all of it."""
    send_on = today() + TO_WRITE
    last = _last_one()
    if kind == Kind.NEWSLETTER and last is not None:
        send_on = max(send_on, last + timedelta(weeks=current_app.config["NEWSLETTER_WEEKS"]))
    while not is_working_day(send_on):
        send_on += timedelta(days=1)
    return Suggestion(title_of(kind, send_on), _working_days_before(send_on, TO_MAKE), send_on)


def title_of(kind: Kind, send_on: date) -> str:
    """In Dutch, as everything in it. In spring one looks back on the year before."""
    if kind == Kind.YEARLY:
        return f"Jaarbericht {send_on.year - (send_on.month < 4)}"
    return f"Nieuwsbrief {format_date(send_on, 'MMMM y', locale='nl')}"


def _last_one() -> date | None:
    """The day on which the last newsletter left, or is to leave."""
    wanted = select(func.max(Issue.sent_at), func.max(Issue.send_on))
    sent_at, send_on = db.session.execute(
        wanted.where(Issue.kind == Kind.NEWSLETTER, Issue.discarded_at.is_(None))
    ).one()
    days = [sent_at.astimezone(HERE).date()] if sent_at else []
    return max([*days, *([send_on] if send_on else [])], default=None)


def _working_days_before(day: date, count: int) -> date:
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day
