"""A day and a time as people type them: with the calendar of the browser, or by hand."""

import re
from datetime import date, datetime, time

from babel.dates import get_month_names
from flask_babel import gettext as _
from wtforms import DateField, TimeField

#: The names of the months as people here write them, with their numbers.
MONTHS = {
    name.lower(): number
    for language in ("nl", "en")
    for number, name in get_month_names("wide", locale=language).items()
}


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
