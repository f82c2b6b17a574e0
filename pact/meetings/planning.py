"""Planning: a draft says what and when, then who; with that it is sent. Several days make it a date poll."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import delete, select

from pact.access import Actor
from pact.dates import now, today
from pact.db import db
from pact.meetings import agendas
from pact.meetings.forms.inviting import Guest
from pact.meetings.models import Answer, AnsweredBy, DatePoll, Invitee, Meeting
from pact.meetings.polls.opening import open_poll
from pact.meetings.queries import Addressee, with_addresses
from pact.wall_clock import When

#: How long people have to say which day suits them, if the first of the days leaves that much.
DAYS_TO_ANSWER = 10


def set_days(meeting: Meeting, days: Sequence[When]) -> None:
    """One day is the day of the meeting; of several everybody may say what suits them. Only while it is a draft."""
    db.session.execute(delete(DatePoll).where(DatePoll.meeting_id == meeting.id))
    if len(days) == 1:
        meeting.arrange(days[0], meeting.place, meeting.online_url)
        meeting.answer_before = max(today(), days[0].day - timedelta(days=2))
    else:
        meeting.arrange(None, meeting.place, meeting.online_url)
        open_poll(meeting, list(days), last_day_to_answer(days))


def last_day_to_answer(days: Sequence[When]) -> date:
    first = min(when.day for when in days)
    return max(today(), min(today() + timedelta(days=DAYS_TO_ANSWER), first - timedelta(days=1)))


def begin(meeting: Meeting, days: Sequence[When]) -> None:
    """A draft, with the agenda that such a meeting mostly has."""
    db.session.add(meeting)
    db.session.flush()
    set_days(meeting, days)
    agendas.begin(meeting, "workgroup" if meeting.workgroup_id else "pact")


def invite(meeting: Meeting, people: Iterable[Addressee], guests: Iterable[Guest], by: Actor) -> list[Invitee]:
    """Rows for who is not invited yet; whoever was taken out is invited again. Who plans it, comes."""
    guests = list(guests)
    accounts = with_addresses([guest.email for guest in guests])
    wanted = {one.email.lower(): one for one in people}
    for guest in guests:
        typed = Addressee(0, None, guest.name, guest.email, "nl")
        wanted.setdefault(guest.email, accounts.get(guest.email, typed))
    there = {
        row.email.lower(): row for row in db.session.scalars(select(Invitee).where(Invitee.meeting_id == meeting.id))
    }
    added = []
    for email, one in wanted.items():
        row = there.get(email)
        if row is None:
            row = Invitee(meeting_id=meeting.id, email=one.email, name=one.name, locale=one.locale)
            row.person_id, row.organisation_id = one.person_id or None, one.organisation_id
            db.session.add(row)
        elif row.withdrawn_at is None:
            continue
        row.withdrawn_at, row.invited_at = None, now()
        if row.person_id == by.id and meeting.when is not None:
            row.say(Answer.ACCEPTED, AnsweredBy.SITE)
        added.append(row)
    db.session.flush()
    return added
