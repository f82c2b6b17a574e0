"""Making a series of one meeting, and changing or ending all of it that is still to come."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta

from sqlalchemy import insert, select

from pact.dates import now, today
from pact.db import db
from pact.linked import new_link
from pact.meetings.agendas import items_of
from pact.meetings.models import AgendaItem, Answer, AnsweredBy, Invitee, Meeting, MeetingSeries
from pact.meetings.series import rules
from pact.wall_clock import NoSuchTime, When


def is_on_the_clock(when: When) -> bool:
    """Whether the clock on the wall says those times on that day."""
    try:
        return when.starts_at < when.ends_at
    except NoSuchTime:
        return False


def begin(meeting: Meeting, rule: str, kept: Sequence[date], by_id: int) -> MeetingSeries:
    """This meeting becomes the first of a series that also has these days, with everybody who is invited to it.

    Calendars know it already: for them it is the same appointment, that comes back from now on.
    """
    first, when = meeting.day, meeting.when
    if first is None or when is None or when.begins is None:
        raise ValueError("a series has times")
    count = 1 + max(number for number, day in enumerate(rules.first_days(rule, first)) if day in set(kept))
    series = MeetingSeries(
        uid=meeting.uid,
        sequence=meeting.sequence + 1,
        rule=rules.with_count(rule, count),
        first_on=first,
        begins=when.begins,
        ends=when.ends,
        made_by_id=by_id,
    )
    db.session.add(series)
    db.session.flush()
    meeting.series_id, meeting.slot_on, meeting.changed_at = series.id, first, now()
    made = [_another(meeting, series, day) for day in kept]
    db.session.add_all(made)
    db.session.flush()
    _copy_agenda(meeting, made)
    _copy_invitees(meeting, made)
    return series


def _another(meeting: Meeting, series: MeetingSeries, day: date) -> Meeting:
    made = Meeting(
        uid=meeting.uid,
        series_id=series.id,
        slot_on=day,
        workgroup_id=meeting.workgroup_id,
        title=meeting.title,
        purpose=meeting.purpose,
        capacity=meeting.capacity,
        made_by_id=meeting.made_by_id,
        answer_before=max(today(), day - timedelta(days=2)),
    )
    made.arrange(series.slot(day), meeting.place, meeting.online_url)
    made.announce()
    return made


def _copy_agenda(meeting: Meeting, to: Iterable[Meeting]) -> None:
    """The items; what was said of them stays where it was said."""
    items = items_of(meeting.id)
    rows = [
        {
            "meeting_id": made.id,
            "position": item.position,
            "kind": item.kind,
            "title": item.title,
            "presenter": item.presenter,
            "duration": item.duration,
        }
        for made in to
        for item in items
    ]
    if rows:
        db.session.execute(insert(AgendaItem), rows)


def _copy_invitees(meeting: Meeting, to: Iterable[Meeting]) -> None:
    """Each with a link of their own for each day. Who called the meeting comes to all of it; the others are asked."""
    people = db.session.scalars(
        select(Invitee).where(Invitee.meeting_id == meeting.id, Invitee.withdrawn_at.is_(None)).order_by(Invitee.id)
    ).all()
    rows, moment = [], now()
    for made in to:
        for one in people:
            comes = one.person_id is not None and one.person_id == meeting.made_by_id
            rows.append(
                {
                    "meeting_id": made.id,
                    "person_id": one.person_id,
                    "organisation_id": one.organisation_id,
                    "name": one.name,
                    "email": one.email,
                    "locale": one.locale,
                    "invited_at": moment,
                    "answer": Answer.ACCEPTED if comes else Answer.NEEDS_ACTION,
                    "answered_at": moment if comes else None,
                    "answered_by": AnsweredBy.SITE if comes else None,
                    **new_link(),
                }
            )
    if rows:
        db.session.execute(insert(Invitee), rows)


def rearrange(
    series: MeetingSeries, meetings: Sequence[Meeting], begins: time, ends: time | None, place: str, online_url: str
) -> bool:
    """All that is still to come, at another time or place; each stays on its own day. Tells whether it is news.

    While nothing of it was, the rule itself gets the new times. After that the rule keeps its times, because what was
    stays in everybody's calendar as it was.
    """
    open_ones = [meeting for meeting in meetings if meeting.is_open]
    changed = [
        meeting.arrange(When(meeting.day, begins, ends), place, online_url) for meeting in open_ones if meeting.day
    ]
    if not any(changed):
        return False
    if all(meeting.is_open or meeting.is_called_off for meeting in meetings):
        series.begins, series.ends = begins, ends
    series.sequence += 1
    return True


def call_off_coming(series: MeetingSeries, meetings: Sequence[Meeting], reason: str, by_id: int) -> list[Meeting]:
    """The rest does not go on; gives what is called off by this."""
    gone = [meeting for meeting in meetings if meeting.is_open]
    for meeting in gone:
        meeting.call_off(reason, by_id)
    series.called_off_at = now()
    series.sequence += 1
    return gone
