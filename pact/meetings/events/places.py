"""Places: counted under a lock on the event, so that however many press at once, no more come than there are.

Who waits is in order of time, but a group that does not fit keeps no smaller one out: an empty chair helps nobody.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from pact.db import db
from pact.meetings.events.models import Event, Registration, has_place, waits


def lock(meeting_id: int) -> Event:
    """The event, as it is now; who wants to change something about its places waits until this is committed."""
    wanted = select(Event).where(Event.meeting_id == meeting_id).options(joinedload(Event.meeting))
    return db.session.scalars(wanted.with_for_update(of=Event).execution_options(populate_existing=True)).one()


def taken(meeting_id: int, but: int = 0) -> int:
    """By everybody, or by everybody but this registration."""
    seats = select(func.coalesce(func.sum(Registration.seats), 0))
    mine = Registration.meeting_id == meeting_id
    return db.session.scalar(seats.where(mine, has_place(), Registration.id != but)) or 0


def left(event: Event, but: int = 0) -> int | None:
    """None: everybody can come."""
    return None if event.places is None else max(0, event.places - taken(event.meeting_id, but))


def fits(event: Event, registration: Registration, seats: int) -> bool:
    """Whether there is room for so many, of whom this registration may have some already."""
    free = left(event, but=registration.id)
    return free is None or seats <= free


def settle(event: Event, registration: Registration) -> None:
    """Somebody says that they come: a place, or the end of the line."""
    registration.confirm(has_place=fits(event, registration, registration.seats))


def fill(event: Event) -> list[Registration]:
    """Give what is free to who waits; tells who got a place."""
    db.session.flush()
    free = left(event)
    wanted = select(Registration).where(Registration.meeting_id == event.meeting_id, waits())
    lucky = []
    for registration in db.session.scalars(wanted.order_by(Registration.waiting_since, Registration.id)):
        if free is None or registration.seats <= free:
            registration.get_place()
            free = None if free is None else free - registration.seats
            lucky.append(registration)
    return lucky
