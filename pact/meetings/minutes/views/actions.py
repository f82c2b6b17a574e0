"""«Acties»: what I do, then what others do in what I take part in. One press sets it to done, one takes that back."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me, signed_in
from pact.dates import day_after, today
from pact.db import db, find_or_404
from pact.htmx import page, part_or_redirect
from pact.links import row_number
from pact.meetings.minutes import actions, emails, lists, policy, queries
from pact.meetings.minutes.forms import ActionForm, offered
from pact.meetings.minutes.models import ActionItem
from pact.meetings.minutes.views.base import back, bp, to_write
from pact.people.models import Person
from pact.tables.files import NAMES, download
from pact.workgroups.models import WorkgroupTask


@bp.get("/acties")
@access(signed_in)
def actions_page() -> Response:
    done_id = request.args.get("klaar", 0, type=row_number)
    rows = lists.actions_for(me, done_id)
    return page(
        "meetings/minutes/actions.html",
        mine=[row for row in rows if row.person_id == me.id],
        others=[row for row in rows if row.person_id != me.id],
        done_id=done_id,
        today=today(),
        ways=NAMES,
    )


def _task(task_id: int) -> WorkgroupTask:
    return find_or_404(WorkgroupTask, WorkgroupTask.id == task_id, policy.action_seen_by(me), policy.still_counts())


@bp.post("/acties/<int:task_id>/klaar")
@access(signed_in)
def finish_action(task_id: int) -> Response:
    task = _task(task_id)
    task.finish(me.id)
    audit.record("task_done", f"task {task.id}", me)
    db.session.commit()
    return _row(task_id, done=True)


@bp.post("/acties/<int:task_id>/terug")
@access(signed_in)
def reopen_action(task_id: int) -> Response:
    task = _task(task_id)
    task.reopen()
    audit.record("task_reopened", f"task {task.id}", me)
    db.session.commit()
    return _row(task_id, done=False)


def _row(task_id: int, done: bool) -> Response:
    """The same row, where the focus stays."""
    url = url_for("minutes.actions_page", klaar=task_id if done else None, _anchor=f"action-{task_id}")
    return part_or_redirect("meetings/minutes/_action.html", url, row=lists.action(task_id), today=today(), is_new=True)


@bp.route("/acties/<int:task_id>", methods=["GET", "POST"])
@access(signed_in)
def edit_action(task_id: int) -> Response:
    """By who writes the minutes: other words, somebody else, another day. Who gets it from another hears of it."""
    item = find_or_404(ActionItem, ActionItem.task_id == task_id)
    found, task = to_write(item.meeting_id), db.session.get_one(WorkgroupTask, task_id)
    before = day_after(task.due_on) if task.due_on else None
    was = actions.owner(task, item)
    form = ActionForm(data={"what": task.what, "who": was, "due_before": before, "edition": task.edition})
    form.who.choices = offered(queries.owners(found.meeting))
    if form.validate_on_submit():
        if form.edition.data != str(task.edition):
            raise StaleDataError
        actions.change(task, item, form.what.data, form.who.data, form.due_on)
        if found.is_sent and form.who.data not in (was, f"p{me.id}") and task.person_id is not None:
            person = db.session.get_one(Person, task.person_id)
            emails.tell_actions(person.email, person.locale, person.name, found.meeting, 1)
        audit.record("task_changed", f"task {task.id}", me)
        db.session.commit()
        return back(item.meeting_id, _("Bewaard."))
    return page(
        "meetings/minutes/edit_action.html", 422 if form.errors else 200, form=form, meeting=found.meeting, task=task
    )


@bp.post("/acties/<int:task_id>/weg")
@access(signed_in)
def drop_action(task_id: int) -> Response:
    """What nobody will do; a second press finds nothing, and says the same."""
    item = db.session.get(ActionItem, task_id)
    if item is not None:
        to_write(item.meeting_id)
        db.session.delete(item)
        db.session.flush()
        db.session.delete(db.session.get_one(WorkgroupTask, task_id))
        audit.record("task_dropped", f"task {task_id}", me)
        db.session.commit()
    flash(_("De actie is weg."), "positive")
    return make_response(redirect(url_for("minutes.actions_page"), 303))


@bp.post("/acties/lijst")
@access(signed_in)
def export_actions() -> Response:
    rows = lists.actions_for(me, most=5000)
    headers = [_("Wat"), _("Wie"), _("Vóór wanneer"), _("Werkgroep"), _("Bijeenkomst")]
    lines = [
        [
            row.what,
            row.name or "",
            day_after(row.due_on).isoformat() if row.due_on else "",
            row.workgroup or "",
            row.meeting or "",
        ]
        for row in rows
    ]
    made = download("acties", request.form.get("als", "xlsx"), headers, lines)
    audit.record("actions_exported", "actions", me, rows=len(lines))
    db.session.commit()
    return made
