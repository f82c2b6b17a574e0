"""Each day: who comes is reminded, who came is thanked, and what is no longer needed is erased."""

from datetime import timedelta

from sqlalchemy import ColumnElement, Select, delete, or_, select, update

from pact import jobs
from pact.dates import now, start_of, today
from pact.db import db
from pact.jobs import Job
from pact.meetings import needs
from pact.meetings.evaluations import tickets
from pact.meetings.evaluations.models import ENOUGH
from pact.meetings.events import emails, queries
from pact.meetings.events.models import KEPT, UNCONFIRMED_KEPT, Event, Registration, has_place
from pact.meetings.models import Meeting

REMIND_BEFORE = timedelta(days=2)
THANK_WITHIN = timedelta(days=7)


@jobs.recurs("event-clocks", every=timedelta(days=1))
def strike(job: Job) -> None:
    """Each event in a transaction of its own."""
    for event in _events(Meeting.starts_at > now(), Meeting.day <= today() + REMIND_BEFORE):
        remind(event)
        db.session.commit()
    yesterday_or_before = Meeting.ends_at < start_of(today())
    for event in _events(yesterday_or_before, Meeting.ends_at > now() - THANK_WITHIN, Event.thanked_at.is_(None)):
        thank(event)
        db.session.commit()
    forget()
    job.done()


def _events(*conditions: ColumnElement[bool]) -> list[Event]:
    wanted = select(Event).join(Meeting, Meeting.id == Event.meeting_id).where(Meeting.called_off_at.is_(None))
    return list(db.session.scalars(wanted.where(*conditions).options(*queries.LOADED).order_by(Event.meeting_id)))


def _registered(event: Event, *conditions: ColumnElement[bool]) -> list[Registration]:
    """Who can be written to."""
    wanted = select(Registration).where(Registration.meeting_id == event.meeting_id, Registration.email != "")
    return list(db.session.scalars(wanted.where(*conditions).order_by(Registration.id)))


def remind(event: Event) -> None:
    """Once, and not who registered just now: they have a letter already."""
    long_enough = Registration.confirmed_at < now() - REMIND_BEFORE
    for registration in _registered(event, has_place(), Registration.reminded_at.is_(None), long_enough):
        emails.remind(registration, event)
        registration.reminded_at = now()


def thank(event: Event) -> None:
    """Only who came. Was nobody ticked at the door, then it waits a few days for who ticks the list afterwards."""
    came = _registered(event, Registration.attended_at.is_not(None))
    links = _evaluation_links(event, [registration.email for registration in came])
    for registration in came:
        emails.thank(registration, event, links.get(registration.email, ""))
        event.thanked_at = now()


def _evaluation_links(event: Event, addresses: list[str]) -> dict[str, str]:
    """The three questions, each with a link that answers once; of too few people nothing would be shown."""
    if len(addresses) < ENOUGH:
        return {}
    evaluation = tickets.open_for(event.meeting_id)
    return tickets.links_for(evaluation, addresses) if evaluation.takes_answers else {}


def forget() -> None:
    never_confirmed = Registration.confirmed_at.is_(None) & Registration.cancelled_at.is_(None)
    db.session.execute(delete(Registration).where(never_confirmed, Registration.made_at < now() - UNCONFIRMED_KEPT))
    needed = Registration.meeting_id.in_(_over(needs.KEPT)) & Registration.needs_sealed.is_not(None)
    db.session.execute(update(Registration).where(needed).values(needs_sealed=None))
    with_names = select(Registration.meeting_id).where(Registration.meeting_id.in_(_over(KEPT)))
    for event in db.session.scalars(select(Event).where(Event.meeting_id.in_(with_names))):
        keep_numbers(event)
        db.session.execute(delete(Registration).where(Registration.meeting_id == event.meeting_id))
    db.session.commit()


def keep_numbers(event: Event) -> None:
    seen = queries.on_meeting(event.meeting_id)
    if seen is not None:
        event.registered, event.came = seen.counts.registered, seen.counts.came
        event.stayed_away = seen.counts.stayed_away


def _over(ago: timedelta) -> Select[int]:
    """The meetings that ended, or were called off, so long ago."""
    before = now() - ago
    return select(Meeting.id).where(or_(Meeting.ends_at < before, Meeting.called_off_at < before))
