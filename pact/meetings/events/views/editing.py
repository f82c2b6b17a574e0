"""«Maak er een openbare bijeenkomst van»: write the page, look at it, put it on the site, take it down."""

from flask import Response
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from pact import audit, slugs
from pact.access import access, me, require, signed_in
from pact.db import db
from pact.htmx import page
from pact.meetings.events import emails, places, queries
from pact.meetings.events.forms import EventForm
from pact.meetings.events.models import Event
from pact.meetings.events.views.base import bp, of_meeting, sheet, to
from pact.meetings.models import Meeting
from pact.meetings.views.base import back_to, own
from pact.once import is_repeat

FIELDS = ("introduction", "for_whom", "places", "registration_until", "shows_programme", "edition")


@bp.route("/bijeenkomsten/<int:meeting_id>/openbaar", methods=["GET", "POST"])
@access(signed_in)
def edit(meeting_id: int) -> Response:
    """More places than before go to who waits, with the letter that says so."""
    meeting = own(meeting_id)
    event = db.session.get(Event, meeting_id, options=queries.LOADED)
    form = EventForm(data={name: getattr(event, name) for name in FIELDS} if event else {"shows_programme": True})
    form.held_on = meeting.day
    if form.validate_on_submit() and may_have_a_page(meeting):
        if is_repeat():
            return to(".preview", meeting_id=meeting_id)
        if event is None:
            event = begin(meeting)
        elif form.edition.data != str(places.lock(meeting_id).edition):
            raise StaleDataError
        event.introduction, event.for_whom = form.introduction.data, form.for_whom.data or ""
        event.places, event.registration_until = form.number, form.registration_until.data
        event.shows_programme = form.shows_programme.data
        db.session.flush()
        for registration in places.fill(event) if event.is_ahead else ():
            emails.tell_of_place(registration, event)
        audit.record("event_edited", event.thing, me)
        db.session.commit()
        return to(".preview", meeting_id=meeting_id)
    return page(
        "meetings/events/edit.html",
        422 if form.errors else 200,
        form=form,
        meeting=meeting,
        event=event,
        seen=queries.on_meeting(meeting_id),
        may_have_a_page=may_have_a_page(meeting),
    )


def may_have_a_page(meeting: Meeting) -> bool:
    """Others know of it, and know the day."""
    return meeting.announced_at is not None and meeting.day is not None and meeting.is_open


def begin(meeting: Meeting) -> Event:
    """Its address is made of the title and stays as it is: people have the link."""
    slug = slugs.free_in(Event.slug, slugs.base_of(meeting.title, "bijeenkomst"))
    made = Event(meeting=meeting, slug=slug, made_by_id=me.id)
    db.session.add(made)
    return made


@bp.get("/bijeenkomsten/<int:meeting_id>/openbaar/voorbeeld")
@access(signed_in)
def preview(meeting_id: int) -> Response:
    return page("meetings/events/preview.html", **sheet(of_meeting(own(meeting_id))))


@bp.post("/bijeenkomsten/<int:meeting_id>/openbaar/plaatsen")
@access(signed_in)
def publish(meeting_id: int) -> Response:
    meeting = own(meeting_id)
    event = of_meeting(meeting)
    require(may_have_a_page(meeting))
    if not event.is_public:
        event.publish()
        audit.record("event_published", event.thing, me)
        db.session.commit()
    return back_to(meeting, _("De bijeenkomst staat op de site. Iedereen kan zich aanmelden."))


@bp.post("/bijeenkomsten/<int:meeting_id>/openbaar/weghalen")
@access(signed_in)
def take_down(meeting_id: int) -> Response:
    """Who registered stays on the list; who calls the meeting off tells them."""
    meeting = own(meeting_id)
    event = of_meeting(meeting)
    if event.is_public:
        event.take_down()
        audit.record("event_taken_down", event.thing, me)
        db.session.commit()
    return back_to(meeting, _("De pagina staat niet meer op de site. Wie zich aanmeldde, blijft op de lijst."))
