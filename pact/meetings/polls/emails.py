"""Letters of a date poll: the question, the reminder, a day that is new, and what who called the meeting must know.

Each letter is to one person and names nobody else. The worker writes those to who is invited, from what holds at that
moment: who answered meanwhile is not reminded, and who is no longer invited gets nothing.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from pact import jobs
from pact.dates import day_after, now
from pact.db import db
from pact.jobs import Job
from pact.links import absolute_url
from pact.mail import post
from pact.meetings.models import DatePoll, Invitee, Meeting, PollOption
from pact.meetings.polls import queries
from pact.people.models import Person
from pact.wall_clock import When
from pact.workgroups.addressees import lookers_after
from pact.workgroups.queries import seats_of

FOLDER = "meetings/polls/emails/"


def ask(poll: DatePoll, meeting: Meeting, invitees: Iterable[Invitee]) -> None:
    """The question. From now on they are invited."""
    for invitee in invitees:
        invitee.invited_at = invitee.invited_at or now()
        _write("ask", invitee)


def remind(invitees: Iterable[Invitee]) -> None:
    for invitee in invitees:
        _write("remind", invitee)


def tell_of_new_day(option: PollOption, invitees: Iterable[Invitee]) -> None:
    for invitee in invitees:
        _write(f"new_day-{option.id}", invitee)


def _write(what: str, invitee: Invitee) -> None:
    """The same may be asked twice: of who was taken out and is invited again."""
    jobs.add_again("poll-letter", f"{what}:{invitee.id}")


@jobs.handles("poll-letter")
def write_letter(job: Job) -> None:
    what, invitee_id, _once = job.thing.split(":")
    invitee = queries.still_asked(int(invitee_id))
    poll = queries.poll_of(invitee.meeting_id) if invitee else None
    if invitee is not None and poll is not None and queries.takes_answers(poll):
        template, _sep, option_id = what.partition("-")
        options = queries.options_of(poll.id)
        new = next((option for option in options if str(option.id) == option_id), None)
        if template != "remind" or not queries.responses_of(invitee.id):
            _to_invitee(invitee, template, poll, options, new.when if new else None)
    job.done()
    db.session.commit()


def _to_invitee(
    invitee: Invitee, template: str, poll: DatePoll, options: Sequence[PollOption], new: When | None
) -> None:
    meeting = poll.meeting
    caller = db.session.get(Person, meeting.made_by_id) if meeting.made_by_id else None
    post(
        invitee.email,
        f"{FOLDER}{template}.txt",
        locale=invitee.locale,
        about=meeting.thing,
        name=invitee.first_name,
        title=meeting.title,
        place=meeting.place,
        caller=caller.name if caller else "",
        days=[option.when for option in options],
        new=new,
        before_on=day_after(poll.answer_until),
        url=absolute_url("polls.answer", token=invitee.token),
    )


# -- to who called the meeting ---------------------------------------------------------------------------------------


def tell_all_answered(meeting: Meeting, best: When | None) -> None:
    _to_callers(meeting, "all_answered", best=best)


def tell_over(meeting: Meeting, answered: int, asked: int) -> None:
    """Nobody can answer any more; now a day must be chosen."""
    _to_callers(meeting, "over", answered=answered, asked=asked)


def tell_ended(meeting: Meeting) -> None:
    """All the days went by, and none was chosen."""
    _to_callers(meeting, "ended")


def _lookers_after(meeting: Meeting) -> Sequence[Person]:
    """Who called it; where they left, who looks after the workgroup."""
    person = db.session.get(Person, meeting.made_by_id) if meeting.made_by_id else None
    if person is not None and person.active:
        return [person]
    return lookers_after(seats_of(meeting.workgroup_id) if meeting.workgroup_id else [])


def _to_callers(meeting: Meeting, template: str, **said: Any) -> None:
    for person in _lookers_after(meeting):
        post(
            person.email,
            f"{FOLDER}{template}.txt",
            locale=person.locale,
            about=meeting.thing,
            name=person.first_name,
            title=meeting.title,
            url=absolute_url("polls.show", meeting_id=str(meeting.id)),
            **said,
        )
