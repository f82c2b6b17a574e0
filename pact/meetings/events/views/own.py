"""`/aanmelding/<token>`: say that it was you, change it, or say that you do not come. No account needed.

Opening the link changes nothing: only a pressed button does.
"""

from flask import Response, request
from flask_babel import gettext as _

from pact import audit
from pact.access import SAFE_METHODS, access, everyone
from pact.db import db
from pact.extensions import limiter
from pact.forms import complain
from pact.htmx import page
from pact.meetings.events import emails, places
from pact.meetings.events.forms import ChangeForm
from pact.meetings.events.models import KEPT, Event, Registration
from pact.meetings.events.views.base import bp, by_token, to
from pact.meetings.events.words import people_in_words


@bp.get("/aanmelding/<token>")
@access(everyone)
@limiter.limit("60 per minute")
def own(token: str) -> Response:
    """Where it stands: to confirm, a place, waiting, cancelled, or over."""
    registration, event = by_token(token)
    return page(
        "meetings/events/own.html",
        registration=registration,
        event=event,
        meeting=event.meeting,
        token=token,
        fits=places.fits(event, registration, registration.seats),
        days=KEPT.days,
    )


@bp.post("/aanmelding/<token>/bevestigen")
@access(everyone)
@limiter.limit("30 per minute")
def confirm(token: str) -> Response:
    """The moment at which a place counts. Pressed twice, or after cancelling by mistake, it does what it says."""
    registration, event = by_token(token)
    if event.is_ahead and not registration.is_confirmed:
        places.settle(event, registration)
        emails.welcome(registration, event)
        audit.record("registration_confirmed", event.thing, origin="link", waits=int(registration.is_waiting))
        db.session.commit()
    return to(".own", token=token)


@bp.route("/aanmelding/<token>/wijzigen", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("30 per minute")
def change(token: str) -> Response:
    registration, event = by_token(token)
    if not event.is_ahead or not registration.is_confirmed:
        return to(".own", token=token)
    told = {name: getattr(registration, name) for name in ("name", "organisation", "needs")}
    form = ChangeForm(data=told | {"seats": str(registration.seats)})
    if form.validate_on_submit() and has_room(form, event, registration):
        registration.name, registration.organisation = form.name.data, form.organisation.data or ""
        registration.seats, registration.needs = int(form.seats.data), form.needs.data or ""
        _pass_on(event)
        audit.record("registration_changed", event.thing, origin="link")
        db.session.commit()
        return to(".own", token=token)
    status = 422 if form.errors else 200
    return page("meetings/events/change.html", status, form=form, meeting=event.meeting, token=token)


def has_room(form: ChangeForm, event: Event, registration: Registration) -> bool:
    """Who waits may wait with more people; who has a place gets no more than there are."""
    if registration.is_waiting or places.fits(event, registration, int(form.seats.data)):
        return True
    free = places.left(event, but=registration.id) or 0
    complain(form.seats, _("Daar is geen plek voor. Kies hooguit %(people)s.", people=people_in_words(free)))
    return False


@bp.route("/aanmelding/<token>/afzeggen", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("30 per minute")
def cancel(token: str) -> Response:
    """What comes free goes to the first who waits and fits."""
    registration, event = by_token(token)
    if not event.is_ahead or not registration.is_confirmed:
        return to(".own", token=token)
    if request.method in SAFE_METHODS:
        return page("meetings/events/cancel.html", meeting=event.meeting, token=token)
    emails.tell_cancelled(registration, event)
    registration.cancel()
    _pass_on(event)
    audit.record("registration_cancelled", event.thing, origin="link")
    db.session.commit()
    return to(".own", token=token)


def _pass_on(event: Event) -> None:
    for lucky in places.fill(event):
        emails.tell_of_place(lucky, event)
