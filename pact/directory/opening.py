"""When a service is open: its hours in words, whether it is open now, and when it opens next.

On a Dutch public holiday everything is closed, whatever the hours say.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from flask_babel import gettext as _

from pact.dates import HERE, is_holiday, local, now
from pact.dates import in_words as date_in_words
from pact.directory.words import days_in_words

LOOKS_AHEAD = 28  # days: who is not open within four weeks has said so in words
STRETCH = re.compile(r"(\d{1,2})(?:[.:](\d\d))?\s*(?:uur)?\s*(?:-|–|tot|t/m)\s*(\d{1,2})(?:[.:](\d\d))?\s*(?:uur)?")


class Stretch(NamedTuple):
    """Open on this weekday from one hour to another, within these dates."""

    weekday: int
    opens_at: time
    closes_at: time
    valid_from: date | None = None
    valid_until: date | None = None
    note: str = ""

    def holds_on(self, day: date) -> bool:
        began = self.valid_from is None or self.valid_from <= day
        return began and (self.valid_until is None or day <= self.valid_until) and day.weekday() == self.weekday


class NotHours(ValueError):
    """What was typed is not a time from and a time until."""


def parse(typed: str) -> list[tuple[time, time]]:
    """«9–12, 13.30–16 uur» as pairs of times, in order. Nothing typed is no hours."""
    found = []
    for part in filter(None, (part.strip() for part in re.split(r"[,;]| en ", typed.lower()))):
        match = STRETCH.fullmatch(part)
        if match is None:
            raise NotHours(typed)
        opens_hour, opens_minute, closes_hour, closes_minute = (int(number or 0) for number in match.groups())
        try:
            opens, closes = time(opens_hour, opens_minute), time(closes_hour, closes_minute)
        except ValueError as error:
            raise NotHours(typed) from error
        if opens >= closes:
            raise NotHours(typed)
        found.append((opens, closes))
    found.sort()
    if any(before[1] > after[0] for before, after in zip(found, found[1:], strict=False)):
        raise NotHours(typed)
    return found


def typed(stretches: Iterable[tuple[time, time]]) -> str:
    """The other way round: what stands in the form."""
    return ", ".join(f"{said(opens)}–{said(closes)}" for opens, closes in sorted(stretches))


def said(moment: time) -> str:
    """«9», «13.30»: as people write hours."""
    return str(moment.hour) if moment.minute == 0 else f"{moment.hour}.{moment.minute:02}"


def in_words(stretches: Collection[Stretch], day: date) -> list[str]:
    """«maandag tot en met donderdag: 9–16 uur», a line for days with the same hours, as they hold on this day."""
    hours: dict[int, list[tuple[time, time]]] = defaultdict(list)
    for one in stretches:
        if (one.valid_until is None or day <= one.valid_until) and (one.valid_from is None or one.valid_from <= day):
            hours[one.weekday].append((one.opens_at, one.closes_at))
    alike: dict[str, list[int]] = defaultdict(list)
    for weekday in sorted(hours):
        alike[typed(hours[weekday])].append(weekday)
    return [_("%(days)s: %(hours)s uur", days=days_in_words(days), hours=text) for text, days in alike.items()]


def on(stretches: Iterable[Stretch], day: date) -> list[Stretch]:
    """The hours of one date, earliest first; none on a public holiday."""
    if is_holiday(day):
        return []
    return sorted((one for one in stretches if one.holds_on(day)), key=lambda one: one.opens_at)


def next_opening(stretches: Collection[Stretch], moment: datetime | None = None) -> tuple[datetime, datetime] | None:
    """From when until when it is open: now, or else the first time after this."""
    here = local(moment or now())
    for ahead in range(LOOKS_AHEAD):
        date_ahead = here.date() + timedelta(days=ahead)
        for one in on(stretches, date_ahead):
            closes = datetime.combine(date_ahead, one.closes_at, HERE)
            if closes > here:
                return datetime.combine(date_ahead, one.opens_at, HERE), closes
    return None


def next_opening_in_words(stretches: Collection[Stretch], moment: datetime | None = None) -> str:
    """«Nu open, tot 16 uur», «Open vandaag vanaf 13 uur», «Weer open op donderdag, vanaf 9 uur»."""
    here = local(moment or now())
    found = next_opening(stretches, here)
    if found is None:
        return ""
    opens, closes = found
    if opens <= here:
        return _("Nu open, tot %(hour)s uur", hour=said(closes.timetz()))
    if opens.date() == here.date():
        return _("Vandaag open vanaf %(hour)s uur", hour=said(opens.timetz()))
    if opens.date() == here.date() + timedelta(days=1):
        return _("Morgen open vanaf %(hour)s uur", hour=said(opens.timetz()))
    if opens.date() < here.date() + timedelta(days=7):
        day = days_in_words([opens.weekday()])
        return _("Weer open op %(day)s vanaf %(hour)s uur", day=day, hour=said(opens.timetz()))
    return _("Weer open op %(date)s vanaf %(hour)s uur", date=date_in_words(opens), hour=said(opens.timetz()))
