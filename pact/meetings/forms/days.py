"""A day with a time from and a time until, as people type them: with the calendar of the browser or by hand."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, Form, FormField

from pact.dates import today
from pact.day_fields import ClockField, DayField
from pact.forms import complain
from pact.wall_clock import NoSuchTime, When, no_such_time

FARTHEST = timedelta(days=3 * 366)


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
