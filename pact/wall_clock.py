"""When something is, as people say it: a day, and a time on the clock on the wall from and until.

The wall is the truth: a meeting at seven stays at seven when summer time begins. The moments in UTC follow from it, for
order and for clocks. Without times it is a day, and a day is the same day in every time zone.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from flask_babel import gettext as _

from pact.dates import HERE, end_of, in_words, in_words_all, start_of


class NoSuchTime(ValueError):
    """The hour that is skipped when summer time begins."""


class When(NamedTuple):
    """A day, from a time until a time; without times the whole day."""

    day: date
    begins: time | None = None
    ends: time | None = None

    @property
    def is_whole_day(self) -> bool:
        return self.begins is None

    @property
    def starts_at(self) -> datetime:
        """The first moment, in UTC. Raises NoSuchTime."""
        return start_of(self.day) if self.begins is None else moment_of(self.day, self.begins)

    @property
    def ends_at(self) -> datetime:
        """The last moment, in UTC; without an end an hour after it begins. Raises NoSuchTime."""
        if self.begins is None:
            return end_of(self.day)
        return self.starts_at + timedelta(hours=1) if self.ends is None else moment_of(self.day, self.ends)

    @property
    def in_words(self) -> str:
        """«donderdag 14 januari 2027, 10:00–11:30»."""
        return in_words(self.day) + (f", {self.hours}" if self.hours else "")

    @property
    def hours(self) -> str:
        """«10:00–11:30», or nothing for a whole day."""
        if self.begins is None:
            return ""
        return _clock(self.begins) + (f"–{_clock(self.ends)}" if self.ends else "")


def all_in_words(whens: Sequence[When]) -> list[str]:
    """The same words for all rows of a list: the language and the year are asked once."""
    days = in_words_all([when.day for when in whens])
    return [f"{day}, {when.hours}" if when.begins else day for day, when in zip(days, whens, strict=True)]


def moment_of(day: date, clock: time) -> datetime:
    """The moment at which the clock on the wall says so, in UTC; of an hour that comes twice the first one.

    Raises NoSuchTime for the hour that is skipped.
    """
    moment = datetime.combine(day, clock, HERE).astimezone(UTC)
    if moment.astimezone(HERE).time() != clock:
        raise NoSuchTime(f"{day} {clock}")
    return moment


@lru_cache(maxsize=1440)
def _clock(moment: time) -> str:
    """A list says the same few times over and over."""
    return f"{moment:%H:%M}"


def no_such_time(day: date) -> str:
    """What to tell who typed such an hour."""
    return _(
        "Op %(day)s gaat om 02:00 uur de zomertijd in. Tussen 02:00 en 03:00 uur bestaat niet. Kies een andere tijd.",
        day=in_words(day),
    )
