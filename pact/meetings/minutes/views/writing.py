"""Writing minutes: one page with everything, saved by itself while somebody types, and by one button without script."""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me, signed_in
from pact.dates import now
from pact.db import db
from pact.htmx import page
from pact.keys import new_token
from pact.links import row_number
from pact.meetings.minutes import actions, queries, writing
from pact.meetings.minutes.board import Beside, Board, beside, lay, prefix, said_of, writers
from pact.meetings.minutes.forms import ATTENDANCE, GuestsForm, NotesForm, Sheet
from pact.meetings.minutes.models import Minutes, SideNote
from pact.meetings.minutes.numbers import decide
from pact.meetings.minutes.views.base import Seen, back, bp, seen, to_write
from pact.meetings.minutes.views.reading import read_page
from pact.meetings.minutes.writing import Settle, Wrote
from pact.meetings.models import AgendaItem, Answer, Attendance, Invitee, Meeting
from pact.once import is_repeat


@bp.route("/bijeenkomsten/<int:meeting_id>/verslag", methods=["GET", "POST"])
@access(signed_in)
def show(meeting_id: int) -> Response:
    """To write for who writes, until it is final; to read for everybody else."""
    if request.method == "POST":
        return _save(to_write(meeting_id))
    found = seen(meeting_id)
    if found.is_written:
        return _page(found, lay(found.meeting, me.id), GuestsForm(data={"guests": _guests(found.minutes)}))
    if found.is_sent:
        return read_page(found)
    return page("meetings/minutes/not_yet.html", meeting=found.meeting)


def _guests(minutes: Minutes | None) -> str:
    return minutes.guests if minutes else ""


def _page(found: Seen, board: Board, guests: GuestsForm, status: int = 200) -> Response:
    return page(
        "meetings/minutes/write.html",
        status,
        meeting=found.meeting,
        minutes=found.minutes,
        board=board,
        guests=guests,
        form=Sheet([guests, *(place.form for place in board.places)]),
        pen=request.form.get("pen") or new_token(),
        attendance=ATTENDANCE,
        typed=request.form,
        said_of=said_of,
    )


def _save(found: Seen) -> Response:
    """Everything that stands on the page. What somebody else wrote meanwhile stays, and both are shown."""
    meeting = found.meeting
    minutes = writing.begin(meeting)
    items = writing.items_of(meeting.id)
    if not items:  # a meeting without an agenda has something to say too
        db.session.add(AgendaItem(meeting_id=meeting.id, position=0, title=_("Besproken")))
        db.session.commit()
        return back(meeting.id, _("Je kunt nu schrijven."))
    board, guests = lay(meeting, me.id), GuestsForm()
    sheet = Sheet([guests, *(place.form for place in board.places)])
    if not sheet.validate():
        return _page(found, board, guests, 422)
    if is_repeat():
        return back(meeting.id, _("Bewaard."))
    raced = _take_in(meeting, board, items)
    minutes.guests = guests.guests.data or ""
    _mark_attendance(meeting.id)
    raced -= _settle(items)
    for task_id in {agreed.id for agreed in board.carried} & set(request.form.getlist("done", type=int)):
        actions.finish(task_id, me.id)
    audit.record("minutes_written", meeting.thing, me)
    db.session.commit()
    if raced:
        return back(
            meeting.id,
            _("Iemand schreef hier ook. Jullie teksten staan naast elkaar."),
            "warning",
            f"item-{min(raced)}",
        )
    if "next" in request.form:
        return make_response(redirect(url_for("minutes.send", meeting_id=meeting.id), 303))
    return back(meeting.id, _("Bewaard."), at=request.form.get("at", "")[:20])


def _take_in(meeting: Meeting, board: Board, items: dict[int, AgendaItem]) -> set[int]:
    """Words, decisions and actions of each item. Gives the items in which somebody else was first."""
    raced = set()
    for place in board.places:
        item, form = items[place.item.id], place.form
        if writing.write(item, form.notes.data, said_of(item.id, request.form), me.id) == Wrote.BESIDE:
            raced.add(item.id)
        if form.decision.data:
            made = decide(meeting, item.id, writing.tidy(form.decision.data), me.id)
            audit.record("decided", made.thing, me)
        if form.has_action:
            actions.agree(meeting, item.id, form.what.data, form.who.data, form.due_on, me.id)
            audit.record("action_agreed", meeting.thing, me)
    return raced


def _mark_attendance(meeting_id: int) -> None:
    """One mark for each; the button marks who has none: who said no is excused, everybody else is there."""
    everyone = "everyone" in request.form
    for invitee in db.session.scalars(select(Invitee).where(Invitee.meeting_id == meeting_id)):
        said = request.form.get(f"a{invitee.id}")
        if said is None:
            continue
        invitee.attendance = Attendance(said) if said in set(Attendance) else None
        if everyone and invitee.attendance is None:
            excused = invitee.answer == Answer.DECLINED
            invitee.attendance = Attendance.EXCUSED if excused else Attendance.PRESENT


def _settle(items: dict[int, AgendaItem]) -> set[int]:
    """«Zet allebei onder elkaar», or one of the two. Gives the item in which that was chosen."""
    how, _sign, number = request.form.get("settle", "").partition("-")
    if how not in set(Settle) or not number.isdecimal() or len(number) > 9:
        return set()
    wanted = select(SideNote).where(SideNote.id == row_number(number), SideNote.agenda_item_id.in_(items))
    note = db.session.scalar(wanted)
    if note is None:
        return set()
    writing.settle(items[note.agenda_item_id], note, Settle(how), me.id)
    return {note.agenda_item_id}


@bp.post("/bijeenkomsten/<int:meeting_id>/verslag/punten/<int:item_id>")
@access(signed_in)
def autosave(meeting_id: int, item_id: int) -> Response:
    """What htmx saves while somebody types in one item. The field itself is left alone."""
    found = to_write(meeting_id)
    try:
        writing.begin(found.meeting)
    except StaleDataError:
        return _said(_("Het verslag is net definitief geworden. Kopieer je tekst en zet die in een aanvulling."), 409)
    item = writing.items_of(meeting_id).get(item_id) or abort(404)
    form = NotesForm(prefix=prefix(item_id))
    if not form.validate():
        return _said(_("Niet bewaard. %(why)s", why=form.notes.errors[0]), 422)
    base, text = said_of(item_id, request.form), writing.tidy(form.notes.data)
    writing.write(item, text, base, me.id)
    db.session.commit()
    rows = queries.items(meeting_id)
    there = beside(next(row for row in rows if row.id == item_id), queries.side_notes(meeting_id), me.id)
    # the field was not touched: its words are those it was sent with
    edition = there.edition if text == there.text else base.edition
    kept = Beside(there.item, text, edition, there.mine, there.others, there.earlier)
    return make_response(
        render_template(
            "meetings/minutes/_saved.html",
            meeting=found.meeting,
            beside=kept,
            moment=now(),
            writers=writers(rows, me.id),
            prefix=prefix(item_id),
        )
    )


def _said(words: str, status: int) -> Response:
    return make_response(render_template("meetings/minutes/_not_saved.html", words=words), status)


@bp.post("/bijeenkomsten/<int:meeting_id>/verslag/aanwezig")
@access(signed_in)
def autosave_attendance(meeting_id: int) -> Response:
    found = to_write(meeting_id)
    minutes, guests = writing.begin(found.meeting), GuestsForm()
    if not guests.validate():
        return _said(_("Niet bewaard. %(why)s", why=guests.guests.errors[0]), 422)
    minutes.guests = guests.guests.data or ""
    _mark_attendance(meeting_id)
    db.session.commit()
    return make_response(render_template("meetings/minutes/_saved_attendance.html", moment=now()))
