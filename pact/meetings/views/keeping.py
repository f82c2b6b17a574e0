"""Looking after a meeting: another time or place, who else, no longer who, calling it off, throwing a draft away."""

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me, signed_in
from pact.db import db, find_or_404
from pact.forms import complain
from pact.htmx import page
from pact.meetings import calling, planning, queries
from pact.meetings.forms import CallOffForm, EditForm, InviteForm
from pact.meetings.models import Invitee, Meeting
from pact.meetings.polls.opening import ask_also
from pact.meetings.replies import places
from pact.meetings.views import choosing
from pact.meetings.views.base import back_to, bp, own, sent, told
from pact.once import is_repeat


@bp.route("/bijeenkomsten/<int:meeting_id>/wijzigen", methods=["GET", "POST"])
@access(signed_in)
def edit(meeting_id: int) -> Response:
    """Only another time or place is told to everybody; a better title is not worth a letter."""
    meeting = own(meeting_id)
    if not meeting.is_open:
        return back_to(meeting, _("Aan deze bijeenkomst verandert niets meer."))
    days = [meeting.when._asdict()] if meeting.when else []
    form = EditForm(data=told(meeting) | {"edition": meeting.edition, "when": days})
    valid = form.validate_on_submit()
    when = form.row.when() if form.is_submitted() and meeting.when else meeting.when
    if valid and (when or meeting.when is None):
        if is_repeat():
            return back_to(meeting, _("Bewaard."))
        if form.edition.data != str(meeting.edition):
            raise StaleDataError
        meeting.title, meeting.purpose, meeting.capacity = form.title.data, form.purpose.data, form.capacity.data
        is_news = meeting.arrange(when, form.place.data, form.online_url.data)
        places.fill(meeting)  # more may come than before
        if is_news:
            calling.tell_moved(meeting)
        audit.record("meeting_changed", meeting.thing, me, told=is_news)
        db.session.commit()
        return back_to(meeting, _("Bewaard. Iedereen krijgt bericht.") if is_news else _("Bewaard."))
    return page("meetings/edit.html", 422 if form.is_submitted() else 200, form=form, meeting=meeting)


@bp.route("/bijeenkomsten/<int:meeting_id>/erbij", methods=["GET", "POST"])
@access(signed_in)
def add(meeting_id: int) -> Response:
    """Who is invited later gets the same letter as the others did."""
    meeting, form = own(meeting_id), InviteForm()
    if not meeting.is_open or meeting.announced_at is None:
        return back_to(meeting, _("Voor deze bijeenkomst nodig je niemand meer uit."))
    form.offer(choosing.groups(), queries.people_for(me))
    if form.validate_on_submit():
        people = choosing.chosen(form)
        if people or form.typed_guests:
            added = [] if is_repeat() else planning.invite(meeting, people, form.typed_guests, me)
            are_told = _tell(meeting, added)
            audit.record("meeting_invited", meeting.thing, me, invited=len(added))
            db.session.commit()
            if not are_told:
                return back_to(meeting, _("Bewaard. De uitnodiging volgt als er een datum is."))
            return sent(meeting, len(added))
        complain(form.groups, _("Kies wie je uitnodigt."))
    return page("meetings/add.html", 422 if form.errors else 200, form=form, meeting=meeting)


def _tell(meeting: Meeting, added: list[Invitee]) -> bool:
    """While a date is looked for: the letter of the poll. Is that over too, they hear which day was chosen."""
    if meeting.when is None:
        return ask_also(meeting, added)
    calling.call(meeting, added)
    return True


@bp.post("/bijeenkomsten/<int:meeting_id>/genodigden/<int:invitee_id>/weg")
@access(signed_in)
def take_out(meeting_id: int, invitee_id: int) -> Response:
    meeting = own(meeting_id)
    invitee = find_or_404(Invitee, Invitee.id == invitee_id, Invitee.meeting_id == meeting.id)
    if invitee.is_open and meeting.is_open:
        calling.withdraw(meeting, invitee)
        places.fill(meeting)
        audit.record("meeting_uninvited", meeting.thing, me)
        db.session.commit()
    return back_to(meeting, _("%(name)s staat niet meer op de lijst.", name=invitee.name))


@bp.route("/bijeenkomsten/<int:meeting_id>/afzeggen", methods=["GET", "POST"])
@access(signed_in)
def call_off(meeting_id: int) -> Response:
    meeting, form = own(meeting_id), CallOffForm()
    if not meeting.is_open or meeting.announced_at is None:  # a second press
        return back_to(meeting, _("Deze bijeenkomst gaat niet door."))
    if form.validate_on_submit():
        meeting.call_off(form.reason.data, me.id)
        calling.tell_called_off(meeting)
        audit.record("meeting_called_off", meeting.thing, me)
        db.session.commit()
        return back_to(meeting, _("De bijeenkomst gaat niet door. Iedereen krijgt bericht."))
    return page("meetings/call_off.html", 422 if form.errors else 200, form=form, meeting=meeting)


@bp.post("/bijeenkomsten/<int:meeting_id>/weg")
@access(signed_in)
def discard(meeting_id: int) -> Response:
    """A draft that nobody knows of; a second press finds nothing, and says the same."""
    draft = db.session.get(Meeting, meeting_id)
    if draft is not None and draft.made_by_id == me.id and draft.announced_at is None:
        db.session.delete(draft)
        audit.record("meeting_discarded", f"meeting {meeting_id}", me)
        db.session.commit()
    flash(_("Het concept is weg."), "positive")
    return make_response(redirect(url_for("meetings.index"), 303))
