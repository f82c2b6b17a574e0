"""Letters about an answer: it is full, there is a place after all, do you come? Each to one person."""

from collections.abc import Iterable
from typing import Any

from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from pact import jobs
from pact.calendars.letters import invitation
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.keys import new_token
from pact.mail import post
from pact.meetings.emails import answer_url
from pact.meetings.entries import entry_of
from pact.meetings.models import Invitee, Meeting

FOLDER = "meetings/replies/emails/"


def tell_waiting(meeting: Meeting, invitee: Invitee) -> None:
    """Without a calendar file: for who waits there is no appointment."""
    _to(meeting, invitee, "waiting")


def tell_place(meeting: Meeting, invitee: Invitee) -> None:
    entry = entry_of(meeting, answer_url(invitee))
    _to(meeting, invitee, "place", invitation([entry], invitee.name, invitee.email, partstat="ACCEPTED"))


def remind(invitees: Iterable[Invitee]) -> None:
    """The worker writes the letters; who answers before it does gets none."""
    for invitee in invitees:
        invitee.reminded_at = now()
        jobs.add("reply-letter", f"remind:{invitee.id}:{new_token()[:8]}")


@jobs.handles("reply-letter")
def write_letter(job: Job) -> None:
    invitee_id = int(job.thing.split(":")[1])
    wanted = select(Invitee).where(Invitee.id == invitee_id).options(joinedload(Invitee.meeting))
    invitee = db.session.scalar(wanted)
    if invitee is not None and invitee.is_open and not invitee.has_answered and invitee.meeting.is_open:
        _to(invitee.meeting, invitee, "remind", before_on=invitee.meeting.answer_before)
    job.done()
    db.session.commit()


def _to(meeting: Meeting, invitee: Invitee, template: str, calendar: str = "", **said: Any) -> None:
    with force_locale(invitee.locale):
        when = meeting.when.in_words if meeting.when else ""
    post(
        invitee.email,
        f"{FOLDER}{template}.txt",
        locale=invitee.locale,
        about=meeting.thing,
        calendar=calendar,
        name=invitee.name.partition(" ")[0],
        title=meeting.title,
        when=when,
        place=meeting.place,
        online_url=meeting.online_url,
        url=answer_url(invitee),
        **said,
    )
