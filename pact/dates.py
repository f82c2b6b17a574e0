"""One clock and one calendar: what «now» is, what a working day is, and how a date is said in words.

Time limits are counted in Dutch working days, because volunteers' organisations are closed on public holidays.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask_babel import get_locale

from pact.late import late

if TYPE_CHECKING:
    import holidays
else:
    holidays = late("holidays")

HERE = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """This moment, in UTC. The only clock of the application; tests move it with time-machine."""
    return datetime.now(UTC)


def today() -> date:
    """The date on the wall in the Netherlands."""
    return now().astimezone(HERE).date()


def local(moment: datetime) -> datetime:
    return moment.astimezone(HERE)


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=year, categories=("public", "optional")).keys())


def is_holiday(day: date) -> bool:
    """A Dutch public holiday, and 5 May in every year."""
    return day in _holidays(day.year)


def is_working_day(day: date) -> bool:
    """Monday to Friday, public holidays (and 5 May) counted out."""
    return day.weekday() < 5 and not is_holiday(day)


def working_days_after(start: date, count: int) -> date:
    """The date `count` working days after `start`; `start` itself does not count."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and including `end`."""
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def end_of(day: date) -> datetime:
    """The last moment of a local date, in UTC: a limit «vóór donderdag» ends on Wednesday night."""
    return datetime.combine(day, time.max, HERE).astimezone(UTC)


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, HERE).astimezone(UTC)


def day_after(day: date) -> date:
    """«vóór» a date means: at the latest the day before it."""
    return day + timedelta(days=1)


def in_words(value: date | datetime | None) -> str:
    """«donderdag 26 november», with the year only when it is not this one."""
    return "" if value is None else in_words_all([_day(value)])[0]


def in_words_all(days: Sequence[date]) -> list[str]:
    """The same for all rows of a list."""
    return _with_year_if_another(days, "EEEE d MMMM")


def short(value: date | datetime | None) -> str:
    """«26 november», for subjects and lists."""
    return "" if value is None else short_all([value])[0]


def short_all(values: Sequence[date | datetime]) -> list[str]:
    """The same for all rows of a list."""
    return _with_year_if_another([_day(value) for value in values], "d MMMM")


def _with_year_if_another(days: Sequence[date], pattern: str) -> list[str]:
    """The language and the year are asked once."""
    year, spoken = today().year, language()
    return [_written(day, pattern if day.year == year else f"{pattern} y", spoken) for day in days]


def _day(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def full(value: date | datetime | None) -> str:
    """«26 november 2026», where a text must still be right in years to come."""
    if value is None:
        return ""
    return _written(_day(value), "d MMMM y", language())


def month(day: date) -> str:
    """«november 2026», where the day would tell too much."""
    return _written(day, "MMMM y", language())


def clock(value: datetime) -> str:
    """«14:03» local time."""
    return format_time(local(value), "HH:mm", locale=language())


@lru_cache(maxsize=4096)
def _written(day: date, pattern: str, locale: str) -> str:
    """A list says the same few dates over and over."""
    return format_date(day, pattern, locale=locale)


def language() -> str:
    """The language of this answer or letter."""
    return str(get_locale() or "nl")
