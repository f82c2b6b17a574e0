"""The list at the door: one tap for who is there, who walks in, on paper, and as a file.

Everybody who sits in the workgroup may stand at the door; what people need is for who looks after the meeting.
"""

from flask import Response, abort, flash, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from pact import audit
from pact.access import access, me, require, signed_in
from pact.dates import now
from pact.db import db, find_or_404
from pact.forms import on_one_line
from pact.htmx import page, part_or_redirect
from pact.meetings import policy
from pact.meetings.events import queries
from pact.meetings.events.forms import WalkInForm
from pact.meetings.events.models import Event, Registration, is_confirmed
from pact.meetings.events.views.base import bp, of_meeting, to
from pact.meetings.models import Meeting
from pact.meetings.views.base import own
from pact.once import is_repeat
from pact.people.policy import fresh
from pact.tables.files import NAMES, download


def find(meeting_id: int) -> tuple[Event, bool]:
    """For who may stand at the door; and whether they look after the meeting."""
    wanted = select(Event, policy.written_up_by(me).label("at_the_door"), policy.looked_after_by(me).label("after"))
    wanted = wanted.join(Meeting, Meeting.id == Event.meeting_id).options(*queries.LOADED)
    row = db.session.execute(wanted.where(Meeting.id == meeting_id, policy.visible_to(me))).one_or_none()
    if row is None:
        abort(404)
    require(row.at_the_door)
    return row.Event, bool(row.after)


def sought() -> str:
    return (on_one_line(request.values.get("zoek")) or "")[:80]


@bp.get("/bijeenkomsten/<int:meeting_id>/deurlijst")
@access(signed_in)
def door(meeting_id: int) -> Response:
    event, looks_after = find(meeting_id)
    return page(
        "meetings/events/door.html",
        meeting=event.meeting,
        looks_after=looks_after,
        visitors=queries.at_the_door(meeting_id, wanted=sought(), with_needs=looks_after),
        seen=queries.on_meeting(meeting_id),
        sought=sought(),
        file_names=NAMES,
    )


@bp.post("/bijeenkomsten/<int:meeting_id>/deurlijst/<int:registration_id>")
@access(signed_in)
def tick(meeting_id: int, registration_id: int) -> Response:
    """«Is er», and «toch niet»: the button says which, so that a second press changes nothing."""
    _event, looks_after = find(meeting_id)
    here = find_or_404(Registration, Registration.id == registration_id, Registration.meeting_id == meeting_id,
                       is_confirmed())  # fmt: skip
    here.attended_at = (here.attended_at or now()) if request.form.get("is") == "er" else None
    db.session.flush()
    visitor = queries.visitor(here, with_needs=looks_after)
    seen = queries.on_meeting(meeting_id)
    db.session.commit()
    back = url_for(".door", meeting_id=meeting_id, zoek=sought() or None, _anchor=f"visitor-{registration_id}")
    return part_or_redirect("meetings/events/_ticked.html", back, visitor=visitor, seen=seen, meeting_id=meeting_id)


@bp.route("/bijeenkomsten/<int:meeting_id>/deurlijst/erbij", methods=["GET", "POST"])
@access(signed_in)
def walk_in(meeting_id: int) -> Response:
    """Whoever stands at the door decides whether there is still a chair: here nothing is counted against the places."""
    (event, _looks_after), form = find(meeting_id), WalkInForm(data={"seats": "1"})
    if form.validate_on_submit():
        if not is_repeat():
            made = Registration(meeting_id=meeting_id, name=form.name.data, seats=int(form.seats.data))
            made.confirm(has_place=True)
            made.attended_at = now()
            db.session.add(made)
            audit.record("walked_in", event.thing, me)
            db.session.commit()
        flash(_("%(name)s staat op de lijst, en is er.", name=form.name.data), "positive")
        return to(".door", meeting_id=meeting_id)
    return page("meetings/events/walk_in.html", 422 if form.errors else 200, form=form, meeting=event.meeting)


@bp.get("/bijeenkomsten/<int:meeting_id>/deurlijst/print")
@access(signed_in)
def on_paper(meeting_id: int) -> Response:
    event, _looks_after = find(meeting_id)
    return page("meetings/events/paper.html", meeting=event.meeting, visitors=queries.at_the_door(meeting_id))


@bp.post("/bijeenkomsten/<int:meeting_id>/deurlijst/exporteren")
@access(signed_in)
@fresh
def export(meeting_id: int) -> Response:
    """Without what people need: that is not for a file that goes round."""
    meeting: Meeting = own(meeting_id)
    event = of_meeting(meeting)
    headers = [_("Naam"), _("Organisatie"), _("Personen"), _("Wachtlijst"), _("Is er")]
    yes = {True: _("ja"), False: ""}
    lines = [
        [one.name, one.organisation, str(one.seats), yes[one.is_waiting], yes[one.is_there]]
        for one in queries.at_the_door(meeting_id)
    ]
    made = download("deurlijst", request.form.get("als", "csv"), headers, lines)
    audit.record("door_list_exported", event.thing, me)
    db.session.commit()
    return made
