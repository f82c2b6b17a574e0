"""One appointment as calendars know it. The times are those of the clock on the wall in the Netherlands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from pact.calendars.lines import address, folded, parameter, text
from pact.dates import day_after, local
from pact.wall_clock import When

TZID = "Europe/Amsterdam"

#: By rule and not by list: it needs no year. A list made by a library begins the summer an hour late (RFC 5545 3.6.5
#: wants the clock as it was before the change).
TIMEZONE = "\r\n".join(
    (
        "BEGIN:VTIMEZONE",
        f"TZID:{TZID}",
        "BEGIN:DAYLIGHT",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "DTSTART:19960331T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """`rule` makes it a series from `when` on, without the days in `skipped`; `slot` makes it one of a series."""

    uid: str
    sequence: int
    when: When
    title: str
    changed_at: datetime
    place: str = ""
    online_url: str = ""
    description: str = ""
    url: str = ""
    rule: str = ""  # as «FREQ=MONTHLY;BYDAY=2TH;COUNT=10»
    slot: When | None = None  # when the rule puts it
    skipped: tuple[date, ...] = ()
    is_cancelled: bool = False
    is_private: bool = False


def block(entry: Entry, *people: str, stamp: datetime | None = None) -> str:
    """Its VEVENT, with a line end behind every line. `people` are whole lines about who is in it."""
    lines = ["BEGIN:VEVENT", *_what(entry, stamp or entry.changed_at), *people, "END:VEVENT", ""]
    return "\r\n".join([line if len(line) < 70 and line.isascii() else folded(line) for line in lines])


def _what(entry: Entry, stamp: datetime) -> Iterator[str]:
    when = entry.when
    yield f"UID:{text(entry.uid)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTAMP:{_utc(stamp)}"
    yield f"LAST-MODIFIED:{_utc(entry.changed_at)}"
    if entry.slot:
        yield f"RECURRENCE-ID{_start(entry.slot.day, entry.slot.begins)}"
    yield f"DTSTART{_start(when.day, when.begins)}"
    if when.begins is None:
        yield f"DTEND{_start(day_after(when.day), None)}"
    elif when.ends is not None:
        yield f"DTEND{_start(when.day, when.ends)}"
    else:
        end = local(when.ends_at)
        yield f"DTEND{_start(end.date(), end.time())}"
    if entry.rule:
        yield f"RRULE:{entry.rule}"
        for day in entry.skipped:
            yield f"EXDATE{_start(day, when.begins)}"
    yield f"SUMMARY:{text(entry.title)}"
    if entry.place:
        yield f"LOCATION:{text(entry.place)}"
    if entry.description:
        yield f"DESCRIPTION:{text(entry.description)}"
    if url := address(entry.url):
        yield f"URL:{url}"
    if online := address(entry.online_url):
        yield f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL={parameter('Online')}:{online}"
    if entry.is_private:
        yield "CLASS:PRIVATE"
    yield f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}"


def _start(day: date, clock: time | None) -> str:
    """A day is a date and no midnight: it stays that day in every time zone."""
    # not strftime: a feed says this four times for each of hundreds
    said = f"{day.year:04}{day.month:02}{day.day:02}"
    if clock is None:
        return f";VALUE=DATE:{said}"
    return f";TZID={TZID}:{said}T{clock.hour:02}{clock.minute:02}{clock.second:02}"


def _utc(moment: datetime) -> str:
    at = moment.astimezone(UTC)
    return f"{at.year:04}{at.month:02}{at.day:02}T{at.hour:02}{at.minute:02}{at.second:02}Z"
