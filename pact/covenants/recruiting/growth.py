"""How many organisations stand in the register, per quarter: one set of numbers for the table and for the graph.

An organisation joins on the day that it signed, and leaves when its last covenant ends or lapses or when it is put to
a stop. Two covenants after each other, or beside each other, are one stay.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from pact.covenants.models import Covenant
from pact.dates import local, today
from pact.db import db
from pact.organisations.models import Closing, ClosingKind

MOST = 12  # three years: what is older stands in the first row's number

#: From a day until a day, which itself no longer counts; without an end it lasts.
Stretch = tuple[date, date | None]


@dataclass(frozen=True)
class Quarter:
    year: int
    number: int
    joined: int
    ended: int
    standing: int  # on its last day, or today

    @property
    def name(self) -> str:
        return _("%(year)s, kwartaal %(number)s", year=self.year, number=self.number)


def quarters() -> list[Quarter]:
    """Oldest first, up to this one; nothing when nobody ever signed."""
    stays = [stay for spans, gaps in _by_organisation().values() for stay in stretches(spans, gaps)]
    return counted(stays, today())[-MOST:]


def counted(stays: Iterable[Stretch], until: date) -> list[Quarter]:
    joined, ended = Counter[int](), Counter[int]()
    for start, end in stays:
        joined[_index(start)] += 1
        if end is not None:
            ended[_index(end)] += 1
    found: list[Quarter] = []
    standing = 0
    for index in range(min(joined, default=_index(until) + 1), _index(until) + 1):
        standing += joined[index] - ended[index]
        found.append(Quarter(index // 4, index % 4 + 1, joined[index], ended[index], standing))
    return found


def stretches(spans: list[Stretch], gaps: list[Stretch]) -> list[Stretch]:
    """When at least one of `spans` holds and none of `gaps`, as stays that neither touch nor overlap."""
    points = sorted({day for stretch in (*spans, *gaps) for day in stretch if day is not None})
    found: list[Stretch] = []
    since: date | None = None
    for point in points:
        is_in = any(_holds(span, point) for span in spans) and not any(_holds(gap, point) for gap in gaps)
        if is_in and since is None:
            since = point
        elif not is_in and since is not None:
            found.append((since, point))
            since = None
    return [*found, (since, None)] if since is not None else found


def _holds(stretch: Stretch, day: date) -> bool:
    return stretch[0] <= day and (stretch[1] is None or day < stretch[1])


def _index(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _by_organisation() -> dict[int, tuple[list[Stretch], list[Stretch]]]:
    """When each was bound by a covenant, and when it took no part all the same. Two questions to the database."""
    found: dict[int, tuple[list[Stretch], list[Stretch]]] = defaultdict(lambda: ([], []))
    signed = select(
        Covenant.organisation_id, Covenant.signed_on, Covenant.countersigned_at, Covenant.ended_at, Covenant.lapsed_at
    )
    for row in db.session.execute(signed.where(Covenant.countersigned_at.is_not(None))):
        ends = [_day(at) for at in (row.ended_at, row.lapsed_at) if at is not None]
        found[row.organisation_id][0].append((row.signed_on or _day(row.countersigned_at), min(ends, default=None)))
    stopped = select(Closing.organisation_id, Closing.left_on, Closing.at, Closing.reopened_at)
    for gap in db.session.execute(stopped.where(Closing.kind != ClosingKind.MERGED)):
        if gap.organisation_id in found:
            back = _day(gap.reopened_at) if gap.reopened_at else None
            found[gap.organisation_id][1].append((gap.left_on or _day(gap.at), back))
    return dict(found)


def _day(moment: datetime) -> date:
    return local(moment).date()


# -- the graph -----------------------------------------------------------------------------------------------------

WIDTH, LABEL, BAR, LINE = 360, 92, 220, 26


@dataclass(frozen=True)
class Bar:
    """One quarter: where its bar stands, how long it is, and the number it shows."""

    quarter: Quarter
    y: int
    length: int


@dataclass(frozen=True)
class Graph:
    """Bars under each other: they can be read on a telephone, and by whoever prints in black."""

    bars: list[Bar]
    width: int = WIDTH
    start: int = LABEL
    thickness: int = LINE - 8

    @property
    def height(self) -> int:
        return LINE * len(self.bars)


def draw(found: list[Quarter]) -> Graph:
    most = max((one.standing for one in found), default=0) or 1
    return Graph([Bar(one, number * LINE, round(BAR * one.standing / most)) for number, one in enumerate(found)])
