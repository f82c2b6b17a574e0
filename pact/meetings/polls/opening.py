"""Beginning a date poll, asking who comes later, and putting one more day in it."""

from collections.abc import Collection, Sequence
from datetime import date

from pact.dates import now
from pact.db import db
from pact.meetings.models import DatePoll, Invitee, Meeting, PollOption
from pact.meetings.polls import emails, queries
from pact.wall_clock import When


def open_poll(meeting: Meeting, options: Sequence[When], answer_until: date) -> DatePoll:
    """A poll with these days. One day is fine too: then it asks who can come. The letters are `emails.ask`."""
    poll = DatePoll(meeting_id=meeting.id, answer_until=answer_until)
    db.session.add(poll)
    db.session.flush()
    db.session.add_all(PollOption(poll_id=poll.id, day=day, begins=begins, ends=ends) for day, begins, ends in options)
    db.session.flush()
    return poll


def ask_also(meeting: Meeting, invitees: Collection[Invitee]) -> bool:
    """Who is invited later gets the letter of the poll too. Tells whether there is one that takes answers."""
    poll = queries.poll_of(meeting.id)
    if poll is None or not queries.takes_answers(poll):
        return False
    emails.ask(poll, meeting, invitees)
    return True


def add_day(poll: DatePoll, when: When, answer_until: date) -> PollOption:
    """Who answered before is told to look again. Of a poll that was over the others are asked again too."""
    was_over = not queries.takes_answers(poll)
    option = PollOption(poll_id=poll.id, day=when.day, begins=when.begins, ends=when.ends)
    db.session.add(option)
    poll.go_on(answer_until)
    db.session.flush()
    emails.tell_of_new_day(option, queries.answered(poll.meeting_id))
    if was_over:
        poll.reminded_at = now()
        emails.remind(queries.silent(poll.meeting_id))
    return option
