"""Registering, by anybody and without an account. The answer is the same whether we know the address or not."""

from flask import Response, request
from flask_limiter.util import get_remote_address
from sqlalchemy import select

from pact import audit
from pact.access import access, everyone
from pact.dates import language
from pact.db import db
from pact.extensions import limiter
from pact.forms import on_one_line
from pact.htmx import page
from pact.keys import keyed_hash
from pact.meetings import needs
from pact.meetings.events import emails, places
from pact.meetings.events.forms import RegisterForm
from pact.meetings.events.models import KEPT, UNCONFIRMED_KEPT, Event, Registration
from pact.meetings.events.views.base import bp, public, to
from pact.once import is_repeat


def address() -> str:
    """What the second limit counts by, whether we know the address or not."""
    return keyed_hash(on_one_line(request.form.get("email")) or "")


@bp.route("/evenementen/<slug>/aanmelden", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("30 per minute; 300 per hour", key_func=get_remote_address, methods=["POST"])
@limiter.limit("5 per hour", key_func=address, methods=["POST"])
def register(slug: str) -> Response:
    """Nothing counts yet: a letter asks whether it was really them."""
    event = public(slug)
    if not event.takes_registrations:
        return to(".show", slug=slug)
    form = RegisterForm(data={"seats": "1"})
    if form.validate_on_submit():
        if not form.is_from_a_machine and not is_repeat():
            ask(places.lock(event.meeting_id), form)
            audit.record("event_registered", event.thing)
            db.session.commit()
        return to(".almost", slug=slug)
    return page(
        "meetings/events/register.html",
        422 if form.errors else 200,
        form=form,
        event=event,
        meeting=event.meeting,
        free=places.left(event),
        days=KEPT.days,
        needs_days=needs.KEPT.days,
    )


def ask(event: Event, form: RegisterForm) -> None:
    """One row for each address. Who has a place already keeps it as it is: anybody could fill in their address."""
    email = form.email.data.lower()
    known = select(Registration).where(Registration.meeting_id == event.meeting_id, Registration.email == email)
    registration = db.session.scalar(known)
    if registration is not None and registration.is_confirmed:
        emails.tell_already(registration, event)
        return
    if registration is None:
        registration = Registration(meeting_id=event.meeting_id, email=email)
        db.session.add(registration)
    registration.begin_again()
    registration.name, registration.organisation = form.name.data, form.organisation.data or ""
    registration.seats, registration.needs = int(form.seats.data), form.needs.data or ""
    registration.locale = language()
    emails.ask_to_confirm(registration, event)


@bp.get("/evenementen/<slug>/bijna-klaar")
@access(everyone)
def almost(slug: str) -> Response:
    event = public(slug)
    hours = int(UNCONFIRMED_KEPT.total_seconds() // 3600)
    return page("meetings/events/almost.html", event=event, meeting=event.meeting, hours=hours)
