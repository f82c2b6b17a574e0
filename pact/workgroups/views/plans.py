"""A plan as a page: its steps by day and how far it is; another day or name for it; and the same again next year."""

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me, require, signed_in
from pact.dates import today
from pact.db import db, find_or_404
from pact.htmx import page
from pact.once import is_repeat
from pact.workgroups import plans, policy
from pact.workgroups.forms import CopyPlanForm, EditPlanForm
from pact.workgroups.models import Workgroup, WorkgroupPlan
from pact.workgroups.views.base import bp, by_slug, open_by_slug, own_seat


@bp.get("/werkgroepen/<slug>/plannen/<int:plan_id>")
@access(signed_in)
def show_plan(slug: str, plan_id: int) -> Response:
    workgroup = by_slug(slug)
    seat = own_seat(workgroup)
    require(policy.may_read_tasks(me, seat))
    plan = _plan(workgroup, plan_id)
    steps = plans.steps(plan)
    return page(
        "workgroups/show_plan.html",
        workgroup=workgroup,
        plan=plan,
        steps=[(step, (step.due_on - plan.day).days if step.due_on else None) for step in steps],
        done=sum(step.done_at is not None for step in steps),
        late=sum(step.done_at is None and step.due_on is not None and step.due_on < today() for step in steps),
        today=today(),
        may_do=policy.may_do_tasks(me, seat) and workgroup.is_open,
    )


@bp.route("/werkgroepen/<slug>/plannen/<int:plan_id>/wijzigen", methods=["GET", "POST"])
@access(signed_in)
def edit_plan(slug: str, plan_id: int) -> Response:
    """Another day takes along what is not done, when that is ticked: it is offered, and never done in silence."""
    workgroup = _to_change(slug)
    plan = _plan(workgroup, plan_id)
    form = EditPlanForm(data={"title": plan.title, "day": plan.day, "along": True, "edition": plan.edition})
    if form.validate_on_submit():
        if not is_repeat():
            if form.edition.data != str(plan.edition):
                raise StaleDataError
            plan.title = form.title.data
            if form.day.data != plan.day:
                plans.move(plan, form.day.data, form.along.data)
            audit.record("plan_changed", workgroup.thing, me, along=int(form.along.data))
            db.session.commit()
        return _to_plan(slug, plan_id, _("Bewaard."))
    status = 422 if form.errors else 200
    return page("workgroups/edit_plan.html", status, form=form, workgroup=workgroup, plan=plan)


@bp.route("/werkgroepen/<slug>/plannen/<int:plan_id>/kopie", methods=["GET", "POST"])
@access(signed_in)
def copy_plan(slug: str, plan_id: int) -> Response:
    workgroup = _to_change(slug)
    plan = _plan(workgroup, plan_id)
    form = CopyPlanForm(data={"title": plan.title, "day": plans.next_year(plan.day)})
    if form.validate_on_submit():
        if is_repeat():
            return _to_plan(slug, plan_id, _("Het nieuwe plan staat er. Je vindt het bij de werkgroep."))
        made = plans.copy(plan, form.title.data, form.day.data, me.id)
        audit.record("plan_copied", workgroup.thing, me)
        db.session.commit()
        return _to_plan(slug, made.id, _("Het nieuwe plan staat er. Verdeel nu de taken."))
    status = 422 if form.errors else 200
    return page("workgroups/copy_plan.html", status, form=form, workgroup=workgroup, plan=plan)


def _to_change(slug: str) -> Workgroup:
    workgroup = open_by_slug(slug)
    require(policy.may_do_tasks(me, own_seat(workgroup)))
    return workgroup


def _plan(workgroup: Workgroup, plan_id: int) -> WorkgroupPlan:
    return find_or_404(WorkgroupPlan, WorkgroupPlan.id == plan_id, WorkgroupPlan.workgroup_id == workgroup.id)


def _to_plan(slug: str, plan_id: int, words: str) -> Response:
    flash(words, "positive")
    return make_response(redirect(url_for("workgroups.show_plan", slug=slug, plan_id=plan_id), 303))
