"""The rules by which a meeting can come back (RFC 5545), the days they give, and how one says them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from babel.dates import get_day_names
from flask_babel import gettext as _

from pact.dates import language
from pact.late import late

if TYPE_CHECKING:
    from dateutil import rrule
else:
    rrule = late("dateutil.rrule")

MOST = 60
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Choice(NamedTuple):
    rule: str
    words: str


def choices(first: date) -> list[Choice]:
    """How a meeting on this day can come back."""
    code, nth = DAYS[first.weekday()], (first.day + 6) // 7
    rules = [f"FREQ=WEEKLY;BYDAY={code}", f"FREQ=WEEKLY;INTERVAL=2;BYDAY={code}"]
    # a fifth Thursday is mostly not there, and a fourth one that is the last may be meant as either
    places = [nth] if nth < 5 else []
    places += [-1] if (first + timedelta(days=7)).month != first.month else []
    rules += [f"FREQ=MONTHLY;BYDAY={place}{code}" for place in places]
    rules += [f"FREQ=MONTHLY;INTERVAL=3;BYDAY={place}{code}" for place in places[:1]]
    return [Choice(rule, in_words(rule)) for rule in rules]


def days(rule: str, first: date) -> Iterator[date]:
    """The days of a rule, beginning with the first. Without an end it goes on for ever."""
    return (moment.date() for moment in rrule.rrulestr(rule, dtstart=datetime.combine(first, time.min)))


def first_days(rule: str, first: date, most: int = MOST) -> list[date]:
    return list(islice(days(rule, first), most))


def with_count(rule: str, count: int) -> str:
    """The same rule, ending after so many times."""
    return ";".join([part for part in rule.split(";") if not part.startswith("COUNT=")] + [f"COUNT={count}"])


def in_words(rule: str) -> str:
    """«elke maand op de tweede donderdag»."""
    parts = dict(part.split("=") for part in rule.split(";"))
    place, code = parts["BYDAY"][:-2], parts["BYDAY"][-2:]
    day = get_day_names("wide", locale=language())[DAYS.index(code)]
    interval = parts.get("INTERVAL", "1")
    if parts["FREQ"] == "WEEKLY":
        return _("elke week op %(day)s", day=day) if interval == "1" else _("om de week op %(day)s", day=day)
    which = {"1": _("eerste"), "2": _("tweede"), "3": _("derde"), "4": _("vierde"), "-1": _("laatste")}[place]
    if interval == "1":
        return _("elke maand op de %(which)s %(day)s", which=which, day=day)
    return _("elke drie maanden op de %(which)s %(day)s", which=which, day=day)
