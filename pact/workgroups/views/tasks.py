"""What a workgroup has to do: the list, a new task, one click to finish it and one to take that back, and a plan."""

from flask import Response
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me, require, signed_in
from pact.dates import today
from pact.db import db, find_or_404
from pact.htmx import page
from pact.once import is_repeat
from pact.workgroups import emails, plans, policy, queries
from pact.workgroups.forms import PlanForm, TaskForm
from pact.workgroups.models import Workgroup, WorkgroupTask
from pact.workgroups.views.base import back_to_tasks, bp, by_slug, open_by_slug, own_seat


@bp.get("/werkgroepen/<slug>/taken")
@access(signed_in)
def tasks(slug: str) -> Response:
    workgroup = by_slug(slug)
    seat = own_seat(workgroup)
    require(policy.may_read_tasks(me, seat))
    rows = queries.tasks(workgroup.id)
    return page(
        "workgroups/tasks.html",
        workgroup=workgroup,
        to_do=[row for row in rows if row.done_at is None],
        done=[row for row in rows if row.done_at is not None],
        today=today(),
        may_do=policy.may_do_tasks(me, seat) and workgroup.is_open,
    )


def _workgroup(slug: str) -> Workgroup:
    workgroup = open_by_slug(slug)
    require(policy.may_do_tasks(me, own_seat(workgroup)))
    return workgroup


def _task(workgroup: Workgroup, task_id: int) -> WorkgroupTask:
    return find_or_404(WorkgroupTask, WorkgroupTask.id == task_id, WorkgroupTask.workgroup_id == workgroup.id)


@bp.route("/werkgroepen/<slug>/taken/nieuw", methods=["GET", "POST"])
@access(signed_in)
def new_task(slug: str) -> Response:
    workgroup, form = _workgroup(slug), TaskForm()
    form.offer(queries.members(workgroup.id))
    if form.validate_on_submit():
        if not is_repeat():
            task = WorkgroupTask(workgroup_id=workgroup.id, made_by_id=me.id)
            db.session.add(task)
            _fill(task, form, workgroup)
            audit.record("task_made", workgroup.thing, me)
            db.session.commit()
        return back_to_tasks(slug, _("De taak staat op de lijst."))
    return page("workgroups/task.html", 422 if form.errors else 200, form=form, workgroup=workgroup, task=None)


@bp.route("/werkgroepen/<slug>/taken/<int:task_id>", methods=["GET", "POST"])
@access(signed_in)
def task(slug: str, task_id: int) -> Response:
    workgroup = _workgroup(slug)
    found = _task(workgroup, task_id)
    told = {"what": found.what, "who": str(found.person_id or ""), "due_on": found.due_on, "edition": found.edition}
    form = TaskForm(data=told)
    form.offer(queries.members(workgroup.id))
    if form.validate_on_submit():
        if not is_repeat():
            if form.edition.data != str(found.edition):
                raise StaleDataError
            _fill(found, form, workgroup)
            audit.record("task_changed", workgroup.thing, me)
            db.session.commit()
        return back_to_tasks(slug, _("Bewaard."))
    return page("workgroups/task.html", 422 if form.errors else 200, form=form, workgroup=workgroup, task=found)


def _fill(task: WorkgroupTask, form: TaskForm, workgroup: Workgroup) -> None:
    """Whoever gets a task from somebody else hears of it."""
    before = task.person_id
    if task.due_on != form.due_on.data:
        task.days = None  # chosen by hand from now on
    task.what, task.due_on = form.what.data, form.due_on.data
    task.person_id = form.person_id
    seat = queries.seat_of(workgroup.id, task.person_id) if task.person_id not in (None, before, me.id) else None
    if seat is not None:
        emails.tell_task(seat.person, workgroup, task.what, task.due_on, me.name)


@bp.post("/werkgroepen/<slug>/taken/<int:task_id>/klaar")
@access(signed_in)
def finish(slug: str, task_id: int) -> Response:
    workgroup = _workgroup(slug)
    _task(workgroup, task_id).finish(me.id)
    audit.record("task_done", workgroup.thing, me)
    db.session.commit()
    return back_to_tasks(slug, _("Klaar. Was dat een vergissing? Zet de taak dan terug."))


@bp.post("/werkgroepen/<slug>/taken/<int:task_id>/terug")
@access(signed_in)
def reopen(slug: str, task_id: int) -> Response:
    workgroup = _workgroup(slug)
    _task(workgroup, task_id).reopen()
    audit.record("task_reopened", workgroup.thing, me)
    db.session.commit()
    return back_to_tasks(slug, _("De taak staat weer op de lijst."))


@bp.post("/werkgroepen/<slug>/taken/<int:task_id>/weg")
@access(signed_in)
def drop_task(slug: str, task_id: int) -> Response:
    """What nobody will do; a second press finds nothing, and says the same."""
    workgroup = _workgroup(slug)
    found = db.session.get(WorkgroupTask, task_id)
    if found is not None and found.workgroup_id == workgroup.id:
        db.session.delete(found)
        audit.record("task_dropped", workgroup.thing, me)
        db.session.commit()
    return back_to_tasks(slug, _("De taak is weg."))


@bp.route("/werkgroepen/<slug>/plan", methods=["GET", "POST"])
@access(signed_in)
def plan(slug: str) -> Response:
    workgroup, form = _workgroup(slug), PlanForm()
    if form.validate_on_submit():
        if not is_repeat():
            plans.make(workgroup.id, form.template.data, form.day.data, me.id)
            audit.record("plan_made", workgroup.thing, me, template=form.template.data)
            db.session.commit()
        return back_to_tasks(slug, _("Het plan staat op de lijst. Verdeel nu de taken."))
    return page(
        "workgroups/plan.html",
        422 if form.errors else 200,
        form=form,
        workgroup=workgroup,
        hints={code: template.day for code, template in plans.TEMPLATES.items()},
    )
