"""The agenda: one form for all of it. Items move by buttons; what was said at one stays with it."""

from collections.abc import Sequence

from flask import Response, make_response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me, require, signed_in
from pact.db import db
from pact.htmx import page
from pact.meetings import agendas, policy
from pact.meetings.agendas import Line
from pact.meetings.forms import AgendaForm
from pact.meetings.models import AgendaItem, Meeting
from pact.meetings.views.base import back_to, bp, by_id, may


@bp.route("/bijeenkomsten/<int:meeting_id>/agenda", methods=["GET", "POST"])
@access(signed_in)
def agenda(meeting_id: int) -> Response:
    """A press on a button that moves, adds or takes away changes the form only; «Bewaar» keeps it."""
    meeting = by_id(meeting_id)
    require(may(policy.written_up_by(me), meeting))
    items = agendas.items_of(meeting.id)
    rows = [{"id": i.id, "title": i.title, "presenter": i.presenter, "duration": i.duration} for i in items]
    form = AgendaForm(data={"items": rows, "edition": _mark(items)})
    if request.form.get("do"):
        _rearrange(form, request.form["do"])
        return _page(form, meeting)
    if form.validate_on_submit():
        if form.edition.data != _mark(items):
            raise StaleDataError
        agendas.arrange(meeting, _lines(form))
        audit.record("agenda_changed", meeting.thing, me)
        db.session.commit()
        return back_to(meeting, _("De agenda is bewaard."))
    return _page(form, meeting)


def _page(form: AgendaForm, meeting: Meeting) -> Response:
    templates = [(code, template.name) for code, template in agendas.TEMPLATES.items()]
    status = 422 if form.errors else 200
    return page("meetings/agenda.html", status, form=form, meeting=meeting, templates=templates)


def _mark(items: Sequence[AgendaItem]) -> str:
    """What the agenda was when the form was made: who changes it meanwhile is not overwritten."""
    return "-".join(f"{item.id}.{item.position}" for item in items)


def _lines(form: AgendaForm) -> list[Line]:
    """The rows that say something."""
    return [
        Line(
            int(row.id.data) if str(row.id.data).isdecimal() else None,
            row.title.data,
            row.presenter.data or "",
            row.duration.data,
        )
        for row in form.rows
        if row.title.data
    ]


def _rearrange(form: AgendaForm, deed: str) -> None:
    """«up-2», «down-0», «drop-3» or «more», as the button said. A press that makes no sense does nothing."""
    what, _dash, number = deed.partition("-")
    entries = form.items.entries
    at = int(number) if number.isdecimal() and int(number) < len(entries) else None
    if what == "more":
        form.add_row()
        return
    if at is None:
        return
    rows = [{name: field.data for name, field in entry.form._fields.items()} for entry in entries]
    if what == "drop":
        rows.pop(at)
    elif what == "up" and at > 0:
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
    elif what == "down" and at + 1 < len(rows):
        rows[at + 1], rows[at] = rows[at], rows[at + 1]
    while form.items.entries:
        form.items.pop_entry()
    for row in rows:
        form.items.append_entry(row)


@bp.post("/bijeenkomsten/<int:meeting_id>/agenda/sjabloon")
@access(signed_in)
def agenda_template(meeting_id: int) -> Response:
    """Begin again with another template; only while nothing was written at any item."""
    meeting = by_id(meeting_id)
    require(may(policy.written_up_by(me), meeting))
    template = request.form.get("template", "")
    if template in agendas.TEMPLATES and not any(item.notes for item in agendas.items_of(meeting.id)):
        agendas.arrange(meeting, [])
        agendas.begin(meeting, template)
        audit.record("agenda_changed", meeting.thing, me)
        db.session.commit()
    return make_response(redirect(url_for("meetings.agenda", meeting_id=meeting.id), 303))
