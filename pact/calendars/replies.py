"""What a calendar program answers to an invitation (iTIP REPLY, RFC 5546 3.2.3). Everything else is nothing.

It comes from anywhere, so it is read line by line and no more than needed: a rule or a time zone in it is never
worked out, because one that comes back every second since 1601 would keep us busy.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from pact.dates import local
from pact.forms import CONTROL, EMAIL
from pact.late import late

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = late("icalendar")

LARGEST = 256 * 1024
MOST_LINES = 5000
LONGEST_COMMENT = 200
ANSWERS = ("accepted", "tentative", "declined")


class Reply(NamedTuple):
    """One person's answer to one appointment; with a `slot` to one of a series."""

    uid: str
    slot: date | None
    email: str
    answer: str  # accepted, tentative, declined
    stamp: datetime  # of two answers the later one counts
    comment: str
    sequence: int | None = None  # which telling of the appointment it answers, if it says so


class Line(NamedTuple):
    inside: tuple[str, ...]
    name: str
    parameters: Any
    value: str


def read(text: bytes) -> list[Reply]:
    """The answers in it; none from what is too large, broken, or no reply."""
    if len(text) > LARGEST:
        return []
    try:
        lines = list(_lines(text.decode("utf-8-sig", "replace")))
    except ValueError:
        return []
    methods = [line.value.upper() for line in lines if line.inside == ("VCALENDAR",) and line.name == "METHOD"]
    if methods != ["REPLY"]:
        return []
    return [reply for event in _events(lines) if (reply := _reply(event))]


def _lines(text: str) -> Iterator[Line]:
    """Every line with the components that it stands in. Raises ValueError for what is no iCalendar."""
    inside: list[str] = []
    found = icalendar.parser.Contentlines.from_ical(text)
    if len(found) > MOST_LINES:
        raise ValueError("too long")
    for line in found:
        if not line.strip():
            continue
        name, parameters, value = line.parts()
        name = name.upper()
        if name == "BEGIN":
            inside.append(value.upper())
        elif name == "END" and (not inside or inside.pop() != value.upper()):
            raise ValueError("what ends did not begin")
        yield Line(tuple(inside), name, parameters, value)


def _events(lines: list[Line]) -> Iterator[list[Line]]:
    event: list[Line] = []
    for line in lines:
        if line.inside == ("VCALENDAR", "VEVENT"):
            if line.name == "BEGIN":
                event = []
            event.append(line)
        elif line.name == "END" and line.value.upper() == "VEVENT":
            yield event


def _reply(event: list[Line]) -> Reply | None:
    said: dict[str, list[Line]] = {}
    for line in event:
        said.setdefault(line.name, []).append(line)
    if any(len(said.get(name, ())) != 1 for name in ("UID", "DTSTAMP", "ATTENDEE")):
        return None
    [uid], [stamp], [attendee] = said["UID"], said["DTSTAMP"], said["ATTENDEE"]
    answer = str(attendee.parameters.get("PARTSTAT", "")).lower()
    email = attendee.value.strip().lower().removeprefix("mailto:")
    try:
        moment, slot = _moment(stamp.value), _slot(said.get("RECURRENCE-ID", []))
    except ValueError:
        return None
    if answer not in ANSWERS or not EMAIL.fullmatch(email) or not 0 < len(uid.value) <= LONGEST_COMMENT:
        return None
    comment = " ".join(line.value for line in said.get("COMMENT", []))
    tidy = " ".join(CONTROL.sub("", comment).split())[:LONGEST_COMMENT]
    sequence = said["SEQUENCE"][0].value.strip() if "SEQUENCE" in said else ""
    number = int(sequence) if sequence.isdecimal() and len(sequence) < 10 else None
    return Reply(uid.value, slot, email, answer, moment, tidy, number)


def _moment(value: str) -> datetime:
    return datetime.strptime(value.strip().rstrip("Zz"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


def _slot(lines: list[Line]) -> date | None:
    """The day on the wall here: a program may say it in UTC, or as the date that it is."""
    if not lines:
        return None
    value = lines[0].value.strip()
    if value.upper().endswith("Z"):
        return local(_moment(value)).date()
    return datetime.strptime(value[:8], "%Y%m%d").date()
