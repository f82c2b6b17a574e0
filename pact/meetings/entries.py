"""What calendars are told of a meeting: never who else is invited, and nothing of what is said there."""

from datetime import date, datetime, time
from typing import NamedTuple

from pact.calendars.entry import Entry
from pact.db import db
from pact.links import absolute_url
from pact.meetings.models import Meeting, MeetingSeries
from pact.wall_clock import When

#: What a feed and a file ask of a meeting.
COLUMNS = (
    Meeting.id,
    Meeting.uid,
    Meeting.sequence,
    Meeting.slot_on,
    Meeting.title,
    Meeting.place,
    Meeting.online_url,
    Meeting.day,
    Meeting.begins,
    Meeting.ends,
    Meeting.changed_at,
    Meeting.called_off_at,
)


class Published(NamedTuple):
    """A row of these columns."""

    id: int
    uid: str
    sequence: int
    slot_on: date | None
    title: str
    place: str
    online_url: str
    day: date
    begins: time | None
    ends: time | None
    changed_at: datetime
    called_off_at: datetime | None


def entry_of(meeting: Meeting, url: str = "") -> Entry:
    """One meeting that has a day. `url` is the page that opens from the calendar; without one its page on the site."""
    when = meeting.when
    if when is None:
        raise ValueError("a meeting without a day is in no calendar")
    series = db.session.get(MeetingSeries, meeting.series_id) if meeting.series_id else None
    return Entry(
        uid=f"{meeting.uid}@pact",
        sequence=meeting.sequence + (series.sequence if series else 0),  # never lower than what calendars have
        slot=series.slot(meeting.slot_on) if series and meeting.slot_on else None,
        when=when,
        title=meeting.title,
        place=meeting.place,
        online_url=meeting.online_url,
        url=url or absolute_url("meetings.show", meeting_id=str(meeting.id)),
        changed_at=meeting.changed_at,
        is_cancelled=meeting.is_called_off,
    )


def published(row: Published, url: str, *, joins: bool = True) -> Entry:
    """One meeting for who fetches it. `joins`: with the link to join online, which is not for who only has a feed.

    One of a series stands by itself: not every program shows one without the rule, and the rule does not know that the
    feed goes back a year and no further.
    """
    uid = f"{row.uid}-{row.slot_on:%Y%m%d}@pact" if row.slot_on else f"{row.uid}@pact"
    return Entry(
        uid=uid,
        sequence=row.sequence,
        when=When(row.day, row.begins, row.ends),
        title=row.title,
        place=row.place or ("Online" if row.online_url else ""),
        online_url=row.online_url if joins else "",
        url=url,
        changed_at=row.changed_at,
        is_cancelled=row.called_off_at is not None,
    )
