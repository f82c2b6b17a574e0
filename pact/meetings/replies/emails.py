"""Letters about an answer: it is full, there is a place after all, do you come? Each to one person."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.meetings.emails import request_for, write
from pact.meetings.models import Invitee, Meeting

FOLDER = "meetings/replies/emails/"


def tell_waiting(meeting: Meeting, invitee: Invitee) -> None:
    """Without a calendar file: for who waits there is no appointment."""
    write(invitee, FOLDER + "waiting.txt", meeting)


def tell_place(meeting: Meeting, invitee: Invitee) -> None:
    write(invitee, FOLDER + "place.txt", meeting, calendar=request_for(meeting, invitee))


def remind(invitees: Iterable[Invitee]) -> None:
    """The worker writes the letters; who answers before it does gets none."""
    for invitee in invitees:
        invitee.reminded_at = now()
        jobs.add_again("reply-letter", f"remind:{invitee.id}")


@jobs.handles("reply-letter")
def write_letter(job: Job) -> None:
    invitee_id = int(job.thing.split(":")[1])
    wanted = select(Invitee).where(Invitee.id == invitee_id).options(joinedload(Invitee.meeting))
    invitee = db.session.scalar(wanted)
    if invitee is not None and invitee.is_open and not invitee.has_answered and invitee.meeting.is_open:
        write(invitee, FOLDER + "remind.txt", invitee.meeting, before_on=invitee.meeting.answer_before)
    job.done()
    db.session.commit()
