"""The blueprint of events, and finding the one that an address names: by its meeting, by its name, or by a secret."""

from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for
from sqlalchemy import select

from pact.access import SAFE_METHODS
from pact.db import db, find_or_404
from pact.htmx import page
from pact.keys import token_hash
from pact.meetings.events import places, queries
from pact.meetings.events.models import Event, Registration
from pact.meetings.events.words import people_in_words, places_in_words
from pact.meetings.models import Meeting
from pact.wall_clock import When

bp = Blueprint("events", __name__)
bp.add_app_template_filter(places_in_words)
bp.add_app_template_filter(people_in_words)


@bp.app_template_filter()
def when_of(row: Any) -> When:
    """Of a row of a list."""
    return When(row.day, row.begins, row.ends)


def of_meeting(meeting: Meeting) -> Event:
    return find_or_404(Event, Event.meeting_id == meeting.id, options=queries.LOADED)


def public(slug: str) -> Event:
    """What was taken down is not there."""
    return find_or_404(Event, Event.slug == slug, queries.is_public(), options=queries.LOADED)


def by_token(token: str) -> tuple[Registration, Event]:
    """A registration and its event; else one page for a link that is too old or never was ours.

    Who changes something waits for who changes something else there, and then sees how it is.
    """
    hashed = token_hash(token)
    meeting_id = db.session.scalar(select(Registration.meeting_id).where(Registration.token_hash == hashed))
    if meeting_id is None:
        abort(page("meetings/events/gone.html", 404))
    if request.method not in SAFE_METHODS:
        event = places.lock(meeting_id)
    else:
        event = find_or_404(Event, Event.meeting_id == meeting_id, options=queries.LOADED)
    registration = db.session.scalar(select(Registration).where(Registration.token_hash == hashed))
    if registration is None:
        abort(page("meetings/events/gone.html", 404))
    return registration, event


def sheet(event: Event) -> dict[str, Any]:
    """What stands on the public page."""
    return {
        "event": event,
        "meeting": event.meeting,
        "free": places.left(event),
        "programme": queries.programme(event),
    }


def to(endpoint: str, **values: Any) -> Response:
    return make_response(redirect(url_for(endpoint, **values), 303))
