"""Reading minutes: on the site, by the link in the letter, as a document; and the list to sign at the door."""

from flask import Response, abort, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from pact import audit, pdf, slugs
from pact.access import access, everyone, me, signed_in
from pact.db import db
from pact.extensions import limiter
from pact.htmx import page
from pact.keys import token_hash
from pact.meetings.minutes import queries
from pact.meetings.minutes.documents import papers
from pact.meetings.minutes.documents.content import tell
from pact.meetings.minutes.forms import AmendmentForm
from pact.meetings.minutes.models import Amendment, Minutes
from pact.meetings.minutes.views.base import Seen, bp, to_read, to_write
from pact.meetings.models import AgendaItem, Attendance, Invitee, Meeting
from pact.once import is_repeat


def read_page(found: Seen, form: AmendmentForm | None = None, status: int = 200) -> Response:
    if form is None and found.minutes is not None and found.minutes.takes_amendments:
        form = _form(found.meeting) if _own_seat(found.meeting.id) else None
    return page(
        "meetings/minutes/read.html",
        status,
        meeting=found.meeting,
        told=tell(found.meeting, found.minutes),
        may_write=found.may_write,
        is_final=found.is_final,
        is_sent=found.is_sent,
        form=form,
        ways=papers.NAMES,
    )


def _form(meeting: Meeting) -> AmendmentForm:
    form = AmendmentForm()
    wanted = select(AgendaItem.id, AgendaItem.title).where(AgendaItem.meeting_id == meeting.id)
    form.offer(db.session.execute(wanted.order_by(AgendaItem.position)).all())
    return form


def _own_seat(meeting_id: int) -> Invitee | None:
    """Of who was there, and is signed in."""
    wanted = select(Invitee).where(Invitee.meeting_id == meeting_id, Invitee.person_id == me.id)
    return db.session.scalar(wanted.where(Invitee.attendance == Attendance.PRESENT, Invitee.withdrawn_at.is_(None)))


@bp.get("/bijeenkomsten/<int:meeting_id>/verslag/bekijken")
@access(signed_in)
def read(meeting_id: int) -> Response:
    """As everybody will read it, also for who writes it."""
    return read_page(to_read(meeting_id))


@bp.get("/bijeenkomsten/<int:meeting_id>/verslag.<way>")
@access(signed_in)
def document(meeting_id: int, way: str) -> Response:
    found = to_read(meeting_id)
    return papers.minutes_as(way, found.meeting, found.minutes)


@bp.post("/bijeenkomsten/<int:meeting_id>/verslag/voorstel")
@access(signed_in)
def propose(meeting_id: int) -> Response:
    found = to_read(meeting_id)
    seat = _own_seat(meeting_id) or abort(403)
    form = _form(found.meeting)
    if found.minutes is None or not found.minutes.takes_amendments:
        abort(409)
    if not form.validate_on_submit():
        return read_page(found, form, 422)
    _keep(seat, found.meeting, form)
    return _thanks(url_for("minutes.show", meeting_id=meeting_id))


def _keep(seat: Invitee, meeting: Meeting, form: AmendmentForm) -> None:
    if form.is_from_a_machine or is_repeat():
        return
    made = Amendment(meeting_id=meeting.id, agenda_item_id=int(form.item.data), invitee_id=seat.id, text=form.text.data)
    db.session.add(made)
    audit.record("amendment_proposed", meeting.thing, organisation_id=seat.organisation_id, origin="link")
    db.session.commit()


def _thanks(url: str) -> Response:
    flash(_("Bedankt. Je voorstel is bewaard. Je krijgt antwoord per e-mail."), "positive")
    return make_response(redirect(url, 303))


# --- by the link in the letter, without an account --------------------------------------------


def _by_token(token: str) -> tuple[Invitee, Meeting, Minutes]:
    wanted = (
        select(Invitee, Minutes)
        .join(Meeting, Meeting.id == Invitee.meeting_id)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .options(contains_eager(Invitee.meeting), contains_eager(Invitee.meeting, Meeting.workgroup))
        .outerjoin(Meeting.workgroup)
        .where(Invitee.token_hash == token_hash(token), Invitee.withdrawn_at.is_(None), Minutes.sent_at.is_not(None))
    )
    invitee, minutes = db.session.execute(wanted).one_or_none() or abort(404)
    return invitee, invitee.meeting, minutes


@bp.route("/verslag/<token>", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("60/minute")
def by_link(token: str) -> Response:
    """A link only shows; a button posts what somebody proposes."""
    invitee, meeting, minutes = _by_token(token)
    may_propose = minutes.takes_amendments and invitee.attendance == Attendance.PRESENT
    form = _form(meeting) if may_propose else None
    if request.method == "POST":
        if form is None:
            abort(409)
        if form.validate():
            _keep(invitee, meeting, form)
            return _thanks(url_for("minutes.by_link", token=token))
    return page(
        "meetings/minutes/by_link.html",
        422 if form is not None and form.errors else 200,
        meeting=meeting,
        told=tell(meeting, minutes),
        form=form,
        until=minutes.amend_until,
        token=token,
        ways=papers.NAMES,
    )


@bp.get("/verslag/<token>/verslag.<way>")
@access(everyone)
@limiter.limit("20/minute")
def document_by_link(token: str, way: str) -> Response:
    _invitee, meeting, minutes = _by_token(token)
    return papers.minutes_as(way, meeting, minutes)


# --- the list at the door --------------------------------------------------------------------


@bp.get("/bijeenkomsten/<int:meeting_id>/presentielijst")
@access(signed_in)
def attendance_list(meeting_id: int) -> Response:
    meeting = to_write(meeting_id).meeting
    return page(
        "meetings/minutes/attendance.html",
        meeting=meeting,
        columns=papers.signing_columns(),
        rows=papers.signing_rows(queries.attendees(meeting_id)),
    )


@bp.get("/bijeenkomsten/<int:meeting_id>/presentielijst.pdf")
@access(signed_in)
def attendance_pdf(meeting_id: int) -> Response:
    meeting = to_write(meeting_id).meeting
    content = papers.attendance_pdf(meeting, queries.attendees(meeting_id))
    return pdf.answer(content, slugs.base_of(f"presentielijst-{meeting.title}", "presentielijst"))
