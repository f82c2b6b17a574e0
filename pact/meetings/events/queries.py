"""What comes up for everybody, one event with its programme, the list at the door, and the numbers."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import joinedload

from pact.dates import now
from pact.db import AnyRow, db
from pact.meetings import agendas, needs
from pact.meetings.events.models import Event, Registration, has_place, is_confirmed, waits
from pact.meetings.models import ItemKind, Meeting

MOST = 50

LOADED = (joinedload(Event.meeting),)


def is_public() -> ColumnElement[bool]:
    return and_(Event.published_at.is_not(None), Event.taken_down_at.is_(None))


def seats(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    """How many people, of the registrations that meet these conditions."""
    return func.coalesce(func.sum(case((and_(*conditions), Registration.seats), else_=0)), 0)


def coming(most: int = MOST) -> Sequence[AnyRow]:
    """What everybody can come to, the first one first; what is called off says so on its own page only."""
    wanted = (
        select(
            Event.slug,
            Event.places,
            Event.for_whom,
            Meeting.title,
            Meeting.place,
            Meeting.day,
            Meeting.begins,
            Meeting.ends,
            seats(has_place()).label("taken"),
        )
        .join(Meeting, Meeting.id == Event.meeting_id)
        .outerjoin(Registration, Registration.meeting_id == Event.meeting_id)
        .where(is_public(), Meeting.called_off_at.is_(None), Meeting.starts_at > now())
        .group_by(Event.meeting_id, Meeting.id)
    )
    return db.session.execute(wanted.order_by(Meeting.starts_at, Meeting.id).limit(most)).all()


@dataclass(frozen=True)
class Point:
    """One line of the programme. `clock` is empty where nobody said how long what comes before it takes."""

    clock: str
    title: str
    presenter: str


def programme(event: Event) -> list[Point]:
    """The topics of the agenda. What is the group's own business (its minutes, its actions, a case) is not shown."""
    if not event.shows_programme:
        return []
    items = agendas.items_of(event.meeting_id)
    return [
        Point(f"{moment:%H:%M}" if moment else "", item.title, item.presenter)
        for item, moment in zip(items, agendas.times(event.meeting, items), strict=True)
        if item.kind == ItemKind.TOPIC
    ]


@dataclass(frozen=True)
class Counts:
    """People, not addresses."""

    registered: int
    waiting: int
    came: int
    stayed_away: int


@dataclass(frozen=True)
class OnMeeting:
    """What the page of a meeting shows of its public page."""

    slug: str
    is_public: bool
    places: int | None
    counts: Counts


def on_meeting(meeting_id: int) -> OnMeeting | None:
    """For meetings/events/_on_meeting.html, in one question. None: this meeting has no public page."""
    wanted = (
        select(
            Event.slug,
            Event.published_at,
            Event.taken_down_at,
            Event.places,
            func.coalesce(Event.registered, seats(has_place())).label("registered"),
            seats(waits()).label("waiting"),
            func.coalesce(Event.came, seats(Registration.attended_at.is_not(None))).label("came"),
            func.coalesce(Event.stayed_away, seats(has_place(), Registration.attended_at.is_(None))).label("away"),
        )
        .outerjoin(Registration, Registration.meeting_id == Event.meeting_id)
        .where(Event.meeting_id == meeting_id)
        .group_by(Event.meeting_id)
    )
    row = db.session.execute(wanted).one_or_none()
    if row is None:
        return None
    counts = Counts(row.registered, row.waiting, row.came, row.away)
    return OnMeeting(row.slug, row.published_at is not None and row.taken_down_at is None, row.places, counts)


@dataclass(frozen=True)
class Visitor:
    """One line of the list at the door."""

    id: int
    name: str
    organisation: str
    seats: int
    is_there: bool
    is_waiting: bool
    needs: str


def at_the_door(meeting_id: int, *, wanted: str = "", with_needs: bool = False) -> list[Visitor]:
    """Everybody who confirmed, by name, whatever capitals and accents somebody searches without."""
    rows = db.session.execute(
        select(
            Registration.id,
            Registration.name,
            Registration.organisation,
            Registration.seats,
            Registration.attended_at,
            Registration.waiting_since,
            Registration.salt,
            Registration.needs_sealed,
        ).where(Registration.meeting_id == meeting_id, is_confirmed())
    )
    sought = plain(wanted)
    found = [row for row in rows if sought in plain(f"{row.name} {row.organisation}")]
    return [
        Visitor(
            row.id,
            row.name,
            row.organisation,
            row.seats,
            row.attended_at is not None,
            row.waiting_since is not None,
            needs.opened("registration", row.salt, row.needs_sealed) if with_needs else "",
        )
        for row in sorted(found, key=lambda row: (plain(row.name), row.id))
    ]


def visitor(registration: Registration, *, with_needs: bool) -> Visitor:
    """The line of one registration."""
    return Visitor(
        registration.id,
        registration.name,
        registration.organisation,
        registration.seats,
        registration.attended_at is not None,
        registration.waiting_since is not None,
        registration.needs if with_needs else "",
    )


def plain(text: str) -> str:
    """«Özge» is found by «ozge»."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
