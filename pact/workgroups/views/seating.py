"""Who sits in a workgroup: leaving it, being put in or taken out, and handing over the lead."""

from flask import Response, abort, request
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me, require, signed_in
from pact.db import db
from pact.htmx import page
from pact.workgroups import addressees, emails, policy, queries, seats
from pact.workgroups.forms import LeadForm, PersonForm
from pact.workgroups.models import Part, WorkgroupMember
from pact.workgroups.views.base import back_to, bp, open_by_slug, own_seat


@bp.route("/werkgroepen/<slug>/uitstappen", methods=["GET", "POST"])
@access(signed_in)
def leave(slug: str) -> Response:
    workgroup = open_by_slug(slug)
    seat = own_seat(workgroup)
    if request.method == "POST":
        if seat is not None:  # else it was pressed twice
            people = addressees.lookers_after(queries.seats_of(workgroup.id), but=me.id)
            seats.leave(seat, me.id)
            emails.tell_left(me.name, workgroup, people)
            audit.record("workgroup_left", workgroup.thing, me, organisation_id=seat.organisation_id)
            db.session.commit()
        return back_to(slug, _("Je doet niet meer mee met deze werkgroep."))
    require(seat is not None)
    return page("workgroups/leave.html", workgroup=workgroup, leads=seat is not None and seat.role == Part.LEAD)


@bp.route("/werkgroepen/<slug>/leden/<int:person_id>/weg", methods=["GET", "POST"])
@access(signed_in)
def take_out(slug: str, person_id: int) -> Response:
    workgroup = open_by_slug(slug)
    require(policy.may_look_after(me, own_seat(workgroup)) and person_id != me.id)
    seat = queries.seat_of(workgroup.id, person_id)
    if request.method == "POST":
        if seat is not None:  # else it was pressed twice
            seats.leave(seat, me.id)
            emails.tell_taken_out(seat.person, workgroup, me.name)
            audit.record("workgroup_taken_out", workgroup.thing, me, organisation_id=seat.organisation_id)
            db.session.commit()
        return back_to(slug, _("Deze persoon doet niet meer mee met de werkgroep."))
    return page("workgroups/take_out.html", workgroup=workgroup, seat=seat or abort(404))


@bp.route("/werkgroepen/<slug>/lid-erbij", methods=["GET", "POST"])
@access(policy.coordinator)
def add(slug: str) -> Response:
    """For the coordinator, who may know everybody: somebody who said yes at a meeting need not ask again."""
    workgroup, form = open_by_slug(slug), PersonForm()
    taken = {seat.person_id for seat in queries.seats_of(workgroup.id)}
    form.offer(queries.people_at_partners())
    if form.validate_on_submit():
        person_id, organisation_id = form.chosen
        if person_id not in taken:
            seats.take(workgroup.id, person_id, organisation_id, me.id)
            emails.tell_added(_seat(workgroup.id, person_id).person, workgroup, me.name)
            audit.record("workgroup_added", workgroup.thing, me, organisation_id=organisation_id)
            db.session.commit()
        return back_to(slug, _("Er is iemand bij. Die krijgt een e-mail."))
    return page("workgroups/add.html", 422 if form.errors else 200, form=form, workgroup=workgroup)


def _seat(workgroup_id: int, person_id: int) -> WorkgroupMember:
    return queries.seat_of(workgroup_id, person_id) or abort(404)


@bp.route("/werkgroepen/<slug>/trekker", methods=["GET", "POST"])
@access(signed_in)
def hand_over(slug: str) -> Response:
    """The lead passes it on; without a lead the coordinator asks somebody."""
    workgroup = open_by_slug(slug)
    require(policy.may_look_after(me, own_seat(workgroup)))
    form, members = LeadForm(), queries.members(workgroup.id)
    form.offer(members)
    if form.validate_on_submit():
        seat = _seat(workgroup.id, form.member.data)
        if seat.role != Part.LEAD:
            seats.hand_over(seat, me.id)
            if seat.person_id != me.id:
                emails.tell_lead(seat.person, workgroup, me.name)
            audit.record("workgroup_lead", workgroup.thing, me, organisation_id=seat.organisation_id)
            db.session.commit()
        return back_to(slug, _("De werkgroep heeft een nieuwe trekker."))
    return page(
        "workgroups/hand_over.html",
        422 if form.errors else 200,
        form=form,
        workgroup=workgroup,
        is_empty=not members,
    )
