"""«Ik wil meedoen»: somebody asks, the lead or the coordinator answers, and both hear of it."""

from flask import Response, abort, g
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me, require, signed_in
from pact.db import db, find_or_404
from pact.htmx import page
from pact.workgroups import addressees, emails, policy, queries, seats
from pact.workgroups.forms import DeclineForm, JoinForm
from pact.workgroups.models import RequestStatus, Workgroup, WorkgroupRequest
from pact.workgroups.views.base import back_to, bp, by_slug, open_by_slug, own_seat


@bp.route("/werkgroepen/<slug>/meedoen", methods=["GET", "POST"])
@access(policy.has_place)
def join(slug: str) -> Response:
    """A second press, or a second request of the same person, changes nothing and gets the same answer."""
    workgroup = open_by_slug(slug)
    require(policy.may_join(me, workgroup, own_seat(workgroup)))
    places = queries.places_of(list(me.roles_at))
    form = JoinForm()
    form.offer(places)
    if form.validate_on_submit():
        if not any(row.person_id == me.id for row in queries.open_requests(workgroup.id)):
            _ask(workgroup, form)
        return back_to(slug, _("Je verzoek is onderweg. Je krijgt antwoord per e-mail."))
    return page(
        "workgroups/join.html", 422 if form.errors else 200, form=form, workgroup=workgroup, is_one=len(places) == 1
    )


def _ask(workgroup: Workgroup, form: JoinForm) -> None:
    for old in queries.requests_of(workgroup.id, me.id):  # for a partner where this person works no more
        old.withdraw(me.id)
    db.session.flush()
    asked = WorkgroupRequest(
        workgroup_id=workgroup.id, person_id=me.id, organisation_id=form.place.data, why=form.why.data or ""
    )
    db.session.add(asked)
    db.session.flush()
    people = addressees.lookers_after(queries.seats_of(workgroup.id))
    emails.tell_of_request(queries.request(workgroup.id, asked.id), workgroup, people)
    audit.record("workgroup_asked", workgroup.thing, me, organisation_id=asked.organisation_id)
    db.session.commit()


@bp.post("/werkgroepen/<slug>/verzoek-intrekken")
@access(signed_in)
def withdraw(slug: str) -> Response:
    workgroup = by_slug(slug)
    for asked in queries.requests_of(workgroup.id, me.id):
        asked.withdraw(me.id)
        audit.record("workgroup_request_withdrawn", workgroup.thing, me, organisation_id=asked.organisation_id)
    db.session.commit()
    return back_to(slug, _("Je verzoek is ingetrokken."))


@bp.get("/werkgroepen/<slug>/verzoeken/<int:id>")
@access(signed_in)
def show_request(slug: str, id: int) -> Response:
    workgroup, asked = _asked(slug, id)
    return request_page(workgroup, asked, DeclineForm(formdata=None))


def _asked(slug: str, id: int) -> tuple[Workgroup, WorkgroupRequest]:
    """To whom it is not put, a request does not exist."""
    workgroup = open_by_slug(slug)
    if not policy.may_look_after(g.person, own_seat(workgroup)):
        abort(404)
    found = find_or_404(
        WorkgroupRequest,
        WorkgroupRequest.id == id,
        WorkgroupRequest.workgroup_id == workgroup.id,
        queries.works_there(WorkgroupRequest),
        options=queries.ASKER,
    )
    return workgroup, found


def request_page(workgroup: Workgroup, asked: WorkgroupRequest, form: DeclineForm) -> Response:
    return page(
        "workgroups/request.html",
        422 if form.errors else 200,
        workgroup=workgroup,
        asked=asked,
        is_open=asked.status == RequestStatus.OPEN,
        form=form,
    )


@bp.post("/werkgroepen/<slug>/verzoeken/<int:id>/accepteren")
@access(signed_in)
def accept(slug: str, id: int) -> Response:
    workgroup, asked = _asked(slug, id)
    require(asked.person_id != me.id)
    if asked.status != RequestStatus.ACCEPTED:  # else it was pressed twice
        asked.accept(me.id)
        seats.take(workgroup.id, asked.person_id, asked.organisation_id, me.id)
        emails.tell_accepted(asked.person, workgroup)
        audit.record("workgroup_joined", workgroup.thing, me, organisation_id=asked.organisation_id)
        db.session.commit()
    return back_to(slug, _("Er is iemand bij. Die krijgt een e-mail."))


@bp.post("/werkgroepen/<slug>/verzoeken/<int:id>/afwijzen")
@access(signed_in)
def decline(slug: str, id: int) -> Response:
    """With a word of why: it goes to who asked, and is not kept here."""
    workgroup, asked = _asked(slug, id)
    form = DeclineForm()
    if not form.validate_on_submit():
        return request_page(workgroup, asked, form)
    if asked.status != RequestStatus.DECLINED:
        asked.decline(me.id)
        emails.tell_declined(asked.person, workgroup, form.word.data)
        audit.record("workgroup_declined", workgroup.thing, me, organisation_id=asked.organisation_id)
        db.session.commit()
    return back_to(slug, _("Je antwoord is onderweg."))
