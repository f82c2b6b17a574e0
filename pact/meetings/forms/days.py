"""A day with a time from and a time until, as people type them: with the calendar of the browser or by hand."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from babel.dates import get_month_names
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, FieldList, Form, FormField, TimeField

from pact.dates import today
from pact.forms import complain
from pact.wall_clock import NoSuchTime, When, no_such_time

#: The names of the months as people here write them, with their numbers.
MONTHS = {
    name.lower(): number
    for language in ("nl", "en")
    for number, name in get_month_names("wide", locale=language).items()
}
FARTHEST = timedelta(days=3 * 366)


class DayField(DateField):
    """Also «14 januari 2027» and «14-1-2027», typed where the browser has no calendar."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = as_day(typed) if typed else None  # what is emptied is gone, also when something stood there
        if typed and self.data is None:
            raise ValueError(_("Vul een datum in, zoals 14 januari 2027."))


class ClockField(TimeField):
    """Also «10», «10.30» and «10u30»."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = as_clock(typed) if typed else None
        if typed and self.data is None:
            raise ValueError(_("Vul een tijd in, zoals 10:30."))


def as_day(typed: str) -> date | None:
    """The date that somebody means, or None."""
    said = re.fullmatch(r"(?:[a-z]+ )?(\d{1,2}) ([a-z]+) (\d{4})", typed.lower())
    if said:
        typed = f"{said[1]}-{MONTHS.get(said[2], 0)}-{said[3]}"
    for pattern in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(typed, pattern).date()
        except ValueError:
            continue
    return None


def as_clock(typed: str) -> time | None:
    """The time that somebody means, or None."""
    said = re.fullmatch(r"(\d{1,2})(?:[:.u](\d{2})(?::00)?)?(?: ?uur)?", typed.lower())
    hours, minutes = (int(said[1]), int(said[2] or 0)) if said else (24, 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


class DayRow(Form):
    """One day that could be it. Without times it is the whole day."""

    day = DayField(_l("Datum"))
    begins = ClockField(_l("Van"))
    ends = ClockField(_l("Tot"))

    @property
    def is_empty(self) -> bool:
        return not any(raw for field in self for raw in (field.raw_data or []))

    def when(self) -> When | None:
        """What was typed, or None with a sentence at the field that is wrong."""
        if any(field.errors for field in self):
            return None
        day, begins, ends = self.day.data, self.begins.data, self.ends.data
        if day is None:
            complain(self.day, _("Vul een datum in, zoals 14 januari 2027."))
        elif not today() <= day <= today() + FARTHEST:
            complain(self.day, _("Kies een datum vanaf vandaag, niet later dan over drie jaar."))
        elif begins is None and ends is not None:
            complain(self.begins, _("Vul ook in hoe laat het begint."))
        elif begins and ends and ends <= begins:
            complain(self.ends, _("De eindtijd is vroeger dan de begintijd. Pas een van de twee aan."))
        else:
            when = When(day, begins, ends)
            try:
                assert when.starts_at <= when.ends_at  # noqa: S101 - asked only for what it raises
            except NoSuchTime:
                complain(self.begins, no_such_time(day))
                return None
            return when
        return None


class DayRows(FieldList):
    """A few of them."""

    def __init__(self, label: Any = None, *, most: int, **options: Any) -> None:
        super().__init__(FormField(DayRow), label, min_entries=1, max_entries=most, **options)

    @property
    def rows(self) -> list[DayRow]:
        return [entry.form for entry in self.entries]

    @property  # type: ignore[override]
    def errors(self) -> list[str]:
        """Also those that only the whole row could find."""
        return [error for row in self.rows for field in row for error in field.errors]

    @errors.setter
    def errors(self, _errors: Any) -> None:
        """What is wrong stands at the fields of the rows."""

    def add_row(self) -> None:
        if self.max_entries is None or len(self.entries) < self.max_entries:
            self.append_entry()


def days_of(rows: Iterable[DayRow]) -> list[When] | None:
    """All that was filled in, by day; None when a row is wrong, with a sentence there. The first must be filled in."""
    rows = list(rows)
    filled = [row for row in rows if not row.is_empty] or rows[:1]
    whens = [row.when() for row in filled]
    for number, row in enumerate(filled):
        if whens[number] is not None and whens[number] in whens[:number]:
            complain(row.day, _("Deze datum staat er twee keer."))
            whens[number] = None
    found = [when for when in whens if when is not None]
    return sorted(found, key=lambda when: when.starts_at) if len(found) == len(whens) else None
