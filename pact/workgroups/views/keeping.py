"""Starting a workgroup, mending what it says about itself, and ending it."""

from flask import Response, make_response, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm.exc import StaleDataError

from pact import audit, slugs
from pact.access import access, me, require, signed_in
from pact.db import db
from pact.forms import complain
from pact.htmx import page
from pact.once import is_repeat
from pact.workgroups import emails, policy, queries, seats
from pact.workgroups.forms import EndForm, WorkgroupForm
from pact.workgroups.models import Workgroup
from pact.workgroups.views.base import back_to, bp, by_slug, open_by_slug, own_seat

#: Pages under /werkgroepen that are no workgroup.
TAKEN = frozenset({"nieuw"})


@bp.route("/werkgroepen/nieuw", methods=["GET", "POST"])
@access(policy.coordinator)
def start() -> Response:
    """The people come after: the coordinator puts them in, or they ask."""
    form = WorkgroupForm()
    fine = form.validate_on_submit()
    if fine and is_repeat():
        return make_response(redirect(url_for(".index"), 303))
    if fine and is_free(form):
        slug = slugs.free_in(Workgroup.slug, slugs.base_of(form.name.data, "werkgroep"), TAKEN)
        made = Workgroup(slug=slug, name=form.name.data, purpose=form.purpose.data, started_by_id=me.id)
        db.session.add(made)
        db.session.flush()
        audit.record("workgroup_started", made.thing, me)
        db.session.commit()
        return back_to(slug, _("De werkgroep staat op de site. Zet er nu mensen in."))
    return page("workgroups/start.html", 422 if form.errors else 200, form=form)


@bp.route("/werkgroepen/<slug>/wijzigen", methods=["GET", "POST"])
@access(signed_in)
def edit(slug: str) -> Response:
    workgroup = open_by_slug(slug)
    require(policy.may_look_after(me, own_seat(workgroup)))
    told = {"name": workgroup.name, "purpose": workgroup.purpose, "edition": workgroup.edition}
    form = WorkgroupForm(data=told)
    if form.validate_on_submit() and is_free(form, workgroup.id):
        if is_repeat():
            return back_to(slug, _("Bewaard."))
        if form.edition.data != str(workgroup.edition):
            raise StaleDataError
        workgroup.name, workgroup.purpose = form.name.data, form.purpose.data
        audit.record("workgroup_edited", workgroup.thing, me)
        db.session.commit()
        return back_to(slug, _("Bewaard."))
    return page("workgroups/edit.html", 422 if form.errors else 200, form=form, workgroup=workgroup)


def is_free(form: WorkgroupForm, own_id: int = 0) -> bool:
    """Two workgroups of one name would be mixed up."""
    taken = select(Workgroup.id).where(func.lower(Workgroup.name) == form.name.data.lower(), Workgroup.id != own_id)
    if db.session.scalar(taken.where(Workgroup.ended_at.is_(None))) is None:
        return True
    complain(form.name, _("Er is al een werkgroep met deze naam."))
    return False


@bp.route("/werkgroepen/<slug>/stoppen", methods=["GET", "POST"])
@access(policy.coordinator)
def end(slug: str) -> Response:
    workgroup, form = by_slug(slug), EndForm()
    if not workgroup.is_open:  # a second press
        return back_to(slug, _("De werkgroep is gestopt."))
    if form.validate_on_submit():
        people = [seat.person for seat in queries.seats_of(workgroup.id)]
        people += [asked.person for asked in queries.open_requests(workgroup.id)]
        workgroup.end(form.reason.data, me.id)
        seats.empty(workgroup, me.id)
        emails.tell_ended((person for person in people if person.id != me.id), workgroup)
        audit.record("workgroup_ended", workgroup.thing, me)
        db.session.commit()
        return back_to(slug, _("De werkgroep is gestopt. Wie erin zat, krijgt een e-mail."))
    return page("workgroups/end.html", 422 if form.errors else 200, form=form, workgroup=workgroup)
