"""«Acties»: what I do, then what others do in what I take part in. One press sets it to done, one takes that back."""

from flask import Response, request, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me, signed_in
from pact.dates import day_after, today
from pact.db import db, find_or_404
from pact.htmx import page, part_or_redirect
from pact.links import row_number
from pact.meetings.minutes import lists, policy
from pact.meetings.minutes.views.base import bp
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
