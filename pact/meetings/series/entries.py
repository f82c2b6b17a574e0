"""What the calendar of one person is told of a series: its rule, the days it leaves out, and those that differ."""

from collections import Counter
from collections.abc import Sequence

from pact.calendars.entry import Entry
from pact.meetings.entries import entry_of
from pact.meetings.models import Meeting, MeetingSeries
from pact.meetings.series import rules


def entries_of(series: MeetingSeries, meetings: Sequence[Meeting], url: str) -> list[Entry]:
    """Of the meetings to which this person is invited: what is called off among them is a day left out."""
    living = {meeting.slot_on: meeting for meeting in meetings if meeting.slot_on and not meeting.is_called_off}
    if not living:
        return []
    slots = [day for day in rules.first_days(series.rule, series.first_on) if day <= max(living)]
    (title, place, online_url), _count = Counter(
        (one.title, one.place, one.online_url) for one in living.values()
    ).most_common(1)[0]
    rule = Entry(
        uid=f"{series.uid}@pact",
        sequence=series.sequence,
        when=series.slot(series.first_on),
        title=title,
        place=place,
        online_url=online_url,
        url=url,
        changed_at=max(one.changed_at for one in living.values()),
        rule=rules.with_count(series.rule, len(slots)),
        skipped=tuple(day for day in slots if day not in living),
    )
    usual = (title, place, online_url)
    return [rule] + [
        entry_of(one, url)
        for day, one in sorted(living.items())
        if one.when != series.slot(day) or (one.title, one.place, one.online_url) != usual
    ]


def cancelled(series: MeetingSeries, meetings: Sequence[Meeting], url: str) -> list[Entry]:
    """What goes from their calendar: all of it, or one by one what does not go on, when some of it was already."""
    gone = [meeting for meeting in meetings if meeting.is_called_off]
    if len(gone) < len(meetings) or not gone:
        return [entry_of(meeting, url) for meeting in gone]
    return [
        Entry(
            uid=f"{series.uid}@pact",
            sequence=series.sequence + max(meeting.sequence for meeting in gone),
            when=series.slot(series.first_on),
            title=gone[0].title,
            url=url,
            changed_at=max(meeting.changed_at for meeting in gone),
            is_cancelled=True,
        )
    ]
