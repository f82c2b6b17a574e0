"""The time or place of an event changed, or it is called off: everybody who confirmed hears it.

Up to five hundred letters are written by the worker, not while somebody waits for a page.
"""

from sqlalchemy import select

from pact import jobs
from pact.db import db
from pact.jobs import Job
from pact.meetings.events import emails, queries
from pact.meetings.events.models import Event, Registration, is_confirmed
from pact.meetings.models import Meeting

KIND = "tell-registrations"


def tell_moved(meeting: Meeting) -> None:
    """Call it when `meeting.arrange` said that it is news. A meeting without a public page has nobody to tell."""
    _ask_worker(meeting, "moved")


def tell_called_off(meeting: Meeting) -> None:
    _ask_worker(meeting, "off")


def _ask_worker(meeting: Meeting, what: str) -> None:
    thing = f"{meeting.id} {what} {meeting.sequence}"
    known = select(Job.id).where(Job.kind == KIND, Job.thing == thing)
    if db.session.get(Event, meeting.id) is not None and db.session.scalar(known) is None:
        jobs.add(KIND, thing)


@jobs.handles(KIND)
def tell(job: Job) -> None:
    """As it is by now: who is told late of a move is told of the last one."""
    meeting_id, what, _sequence = job.thing.split()
    event = db.session.scalar(select(Event).where(Event.meeting_id == int(meeting_id)).options(*queries.LOADED))
    if event is not None and not (what == "moved" and event.meeting.is_called_off):
        told = select(Registration).where(Registration.meeting_id == event.meeting_id, is_confirmed())
        for registration in db.session.scalars(told.where(Registration.email != "").order_by(Registration.id)):
            if what == "off":
                emails.tell_called_off(registration, event)
            else:
                emails.tell_moved(registration, event)
                registration.reminded_at = None
    job.done()
    db.session.commit()
