"""A letter about a meeting did not arrive: it is noted beside who was to get it, for who looks after the meeting."""

from sqlalchemy import func, select

from pact.dates import now
from pact.db import db
from pact.mail import Letter, when_lost
from pact.meetings.models import Invitee


@when_lost
def note(letter: Letter, address: str) -> None:
    room, _, id = letter.about.partition(" ")
    if room != "meeting" or not id.isdecimal():
        return
    wanted = select(Invitee).where(Invitee.meeting_id == int(id), func.lower(Invitee.email) == address.casefold())
    for invitee in db.session.scalars(wanted):
        invitee.bounced_at = now()
