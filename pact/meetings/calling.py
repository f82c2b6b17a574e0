"""What everybody who is invited must hear: that there is a meeting, that it moved, that it is called off.

The letters are written by the worker, one for each person, so that nobody waits for two hundred of them. Calendars
know a meeting by its UID and believe the highest SEQUENCE.
"""

from collections.abc import Iterable

from pact import jobs
from pact.db import db
from pact.jobs import Job
from pact.meetings import emails
from pact.meetings.events import news
from pact.meetings.models import Invitee, Meeting
from pact.meetings.queries import invitees_of


def call(meeting: Meeting, invitees: Iterable[Invitee] | None = None) -> None:
    """Announce a meeting that has a day, to everybody or to who comes later."""
    meeting.announce()
    _write("invited", meeting, invitees_of(meeting.id) if invitees is None else invitees)


def tell_moved(meeting: Meeting) -> None:
    """Another time or another place: the answers given before still stand, and can be changed."""
    _write("moved", meeting, invitees_of(meeting.id))
    news.tell_moved(meeting)


def tell_called_off(meeting: Meeting) -> None:
    _write("called_off", meeting, invitees_of(meeting.id))
    news.tell_called_off(meeting)


def withdraw(meeting: Meeting, invitee: Invitee) -> None:
    """Somebody is no longer invited; it goes from their calendar."""
    invitee.withdraw()
    _write("withdrawn", meeting, [invitee])


def _write(what: str, meeting: Meeting, invitees: Iterable[Invitee]) -> None:
    """A job for each letter. The same may be said twice: to who was taken out and is invited again."""
    for invitee in invitees:
        jobs.add_again("meeting-letter", f"{what}:{invitee.id}:{meeting.sequence}")


@jobs.handles("meeting-letter")
def write_letter(job: Job) -> None:
    """The letter, from what holds now: what was overtaken meanwhile is not told any more."""
    what, invitee_id, sequence, _once = job.thing.split(":")
    invitee = db.session.get(Invitee, int(invitee_id))
    meeting = db.session.get(Meeting, invitee.meeting_id) if invitee else None
    if invitee is not None and meeting is not None and _still_true(what, meeting, invitee, int(sequence)):
        emails.LETTERS[what](meeting, invitee)
    job.done()
    db.session.commit()


def _still_true(what: str, meeting: Meeting, invitee: Invitee, sequence: int) -> bool:
    if what == "withdrawn":
        return not invitee.is_open
    if what == "called_off":
        return meeting.is_called_off
    return invitee.is_open and meeting.is_open and (what == "invited" or sequence == meeting.sequence)
