"""Each day: who said nothing is reminded two working days before the end; who called the meeting hears that it is over.

A poll closes when its meeting got a day elsewhere or is called off, and when all its days went by. What people said is
wiped fourteen days after, and their links to it open nothing from then on.
"""

import logging
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm.exc import StaleDataError

from pact import audit, jobs
from pact.dates import local, now, start_of, today, working_days_between
from pact.db import db
from pact.jobs import Job
from pact.meetings.models import DatePoll, Invitee, Meeting, PollNote, PollOption, PollResponse
from pact.meetings.polls import emails, queries

log = logging.getLogger(__name__)

#: So many working days before the last day to answer.
REMIND_BEFORE = 2


@jobs.recurs("poll-clocks", every=timedelta(days=1))
def strike(job: Job) -> None:
    """Each poll in a transaction of its own, so that one that somebody is busy with holds up no other."""
    running = select(DatePoll.meeting_id).join(Meeting, Meeting.id == DatePoll.meeting_id)
    running = running.where(DatePoll.closed_at.is_(None), Meeting.announced_at.is_not(None))
    ids = list(db.session.scalars(running.order_by(DatePoll.id)))
    db.session.rollback()
    for meeting_id in ids:
        poll = queries.poll_of(meeting_id, lock=True)
        if poll is None or poll.closed_at is not None:
            db.session.rollback()
            continue
        try:
            look_at(poll)
            db.session.commit()
        except StaleDataError:  # somebody was first; tomorrow looks again
            db.session.rollback()
            log.info("clock of the poll of meeting %s: somebody was first", meeting_id)
    forget()
    job.done()


def look_at(poll: DatePoll) -> None:
    meeting = poll.meeting
    if not queries.can_choose(poll):
        poll.close(None)
    elif all(option.day < today() for option in queries.options_of(poll.id)):
        poll.close(None)
        emails.tell_ended(meeting)
        audit.record("poll_ended", meeting.thing, origin="clock")
    elif poll.answer_until < today():
        if poll.told_over_at is None:
            poll.told_over_at = now()
            asked = queries.count_asked(meeting.id)
            emails.tell_over(meeting, asked - len(queries.silent(meeting.id)), asked)
    elif is_time_to_remind(poll):
        before = start_of(today())  # whoever was asked this morning is not reminded at noon
        silent = [one for one in queries.silent(meeting.id) if one.invited_at and one.invited_at < before]
        if silent:
            poll.reminded_at = now()
            emails.remind(silent)
            audit.record("poll_reminded", meeting.thing, origin="clock", people=len(silent))


def is_time_to_remind(poll: DatePoll) -> bool:
    """Near the end; not when somebody already reminded them that near."""
    if working_days_between(today(), poll.answer_until) > REMIND_BEFORE:
        return False
    if poll.reminded_at is None:
        return True
    return working_days_between(local(poll.reminded_at).date(), poll.answer_until) > REMIND_BEFORE


def forget() -> None:
    """What was said and written. Which day was chosen stays with the meeting."""
    over = select(DatePoll.id).where(DatePoll.closed_at < now() - queries.KEPT)
    days = select(PollOption.id).where(PollOption.poll_id.in_(over))
    db.session.execute(delete(PollResponse).where(PollResponse.option_id.in_(days)))
    meetings = select(DatePoll.meeting_id).where(DatePoll.closed_at < now() - queries.KEPT)
    people = select(Invitee.id).where(Invitee.meeting_id.in_(meetings))
    db.session.execute(delete(PollNote).where(PollNote.invitee_id.in_(people)))
