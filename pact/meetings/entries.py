"""What calendars are told of a meeting: never who else is invited, and nothing of what is said there."""

from pact.calendars.entry import Entry
from pact.links import absolute_url
from pact.meetings.models import Meeting


def entry_of(meeting: Meeting, url: str = "") -> Entry:
    """One meeting that has a day. `url` is the page that opens from the calendar; without one its page on the site."""
    when = meeting.when
    if when is None:
        raise ValueError("a meeting without a day is in no calendar")
    return Entry(
        uid=f"{meeting.uid}@pact",
        sequence=meeting.sequence,
        when=when,
        title=meeting.title,
        place=meeting.place,
        online_url=meeting.online_url,
        url=url or absolute_url("meetings.show", meeting_id=str(meeting.id)),
        changed_at=meeting.changed_at,
        is_cancelled=meeting.is_called_off,
    )
