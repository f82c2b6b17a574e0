"""How many read the newsletter, and how many began and left each month. Counts only: nobody is named or listed."""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select

from pact.dates import today
from pact.db import db
from pact.newsletter.models import Audience, JoinedBy, Reader
from pact.newsletter.queries import is_reading

MONTHS = 12


class Counts(NamedTuple):
    total: int
    audiences: Counter[str]
    locales: Counter[str]
    ways: Counter[str]


def counts() -> Counts:
    """Of who reads it now, in one question."""
    sorts = (Reader.audience, Reader.locale, Reader.joined_by)
    found = Counts(0, Counter(dict.fromkeys(Audience, 0)), Counter(), Counter(dict.fromkeys(JoinedBy, 0)))
    total = 0
    wanted = select(*sorts, func.count()).where(is_reading()).group_by(*sorts)
    for audience, locale, way, number in db.session.execute(wanted):
        found.audiences[audience] += number
        found.locales[locale] += number
        found.ways[way] += number
        total += number
    return found._replace(total=total)


class Month(NamedTuple):
    first: date
    began: int
    left: int


def months() -> list[Month]:
    """The last twelve, newest first."""
    began, left = _by_month(Reader.confirmed_at), _by_month(Reader.left_at)
    here = today()
    found = []
    for back in range(MONTHS):
        at = here.year * 12 + here.month - 1 - back
        month = (at // 12, at % 12 + 1)
        found.append(Month(date(*month, 1), began[month], left[month]))
    return found


def _by_month(moment: Any) -> Counter[tuple[int, int]]:
    parts = (func.extract("year", moment), func.extract("month", moment))
    wanted = select(*parts, func.count()).where(moment.is_not(None)).group_by(*parts)
    return Counter({(int(year), int(month)): number for year, month, number in db.session.execute(wanted)})
