"""A new lead: typed, from a white spot, about a partner that does not sign yet, or from a request to join."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from pact.access import access, me
from pact.covenants import policy
from pact.covenants import queries as covenants
from pact.covenants.models import LEAD_MOVES, JoinRequest, Lead, RequestStatus, Stage
from pact.covenants.recruiting import queries
from pact.covenants.recruiting.forms import SOON, LeadForm
from pact.covenants.recruiting.views.blueprint import bp, find, note, to_lead
from pact.dates import today, working_days_after
from pact.db import db, find_or_404
from pact.forms import complain
from pact.htmx import page
from pact.once import is_repeat
from pact.organisations.models import Organisation
from pact.organisations.villages import VILLAGES
from pact.organisations.vocabulary import SECTOR_LABELS
from pact.states import can_move


@bp.route("/werving/nieuw", methods=["GET", "POST"])
@access(policy.coordinator)
def add() -> Response:
    """What is known already is filled in: by a white spot, or of a partner."""
    form = LeadForm(data=known())
    if form.validate_on_submit():
        if is_repeat():
            return make_response(redirect(url_for(".index"), 303))
        if not is_free(form):
            return edit_page(form)
        lead = Lead(organisation_id=organisation_called(form.name.data))
        form.fill(lead)
        lead.begin(form.next_on.data, me.id, form.words.data or "")
        db.session.add(lead)
        db.session.flush()
        note("lead_made", lead)
        db.session.commit()
        flash(_("%(name)s staat op de lijst.", name=lead.name), "positive")
        return to_lead(lead)
    return edit_page(form)


def edit_page(form: LeadForm, lead: Lead | None = None) -> Response:
    return page("covenants/recruiting/edit.html", 422 if form.errors else 200, form=form, lead=lead)


def known() -> dict[str, object]:
    """The day that is proposed, and what the link that led here says."""
    found: dict[str, object] = {"next_on": working_days_after(today(), SOON)}
    if request.args.get("sector") in SECTOR_LABELS:
        found["sector"] = request.args["sector"]
    if request.args.get("dorp") in VILLAGES:
        found["villages"] = [request.args["dorp"]]
    slug = request.args.get("partner")
    partner = db.session.scalar(select(Organisation).where(Organisation.slug == slug)) if slug else None
    if partner is not None:
        told = {"name": partner.name, "phone": partner.phone, "email": partner.email, "address": partner.address}
        found |= told | {"sector": partner.sector, "villages": partner.villages}
    return found


def is_free(form: LeadForm, lead: Lead | None = None) -> bool:
    """No organisation is called by two, and none that signed already."""
    partner = covenants.organisation_called(form.name.data)
    if partner is not None and partner.joined_on is not None and partner.is_active:
        complain(form.name, _("%(name)s doet al mee.", name=partner.name))
    elif queries.with_this_name(form.name.data, lead.id if lead else None):
        complain(form.name, _("Deze organisatie staat al in de werving."))
    return not form.errors


def organisation_called(name: str) -> int | None:
    found = covenants.organisation_called(name)
    return found.id if found else None


@bp.route("/werving/<int:id>/wijzigen", methods=["GET", "POST"])
@access(policy.coordinator)
def edit(id: int) -> Response:
    lead = find(id)
    form = LeadForm.of(lead)
    if form.validate_on_submit() and (form.name.data == lead.name or is_free(form, lead)):
        if is_repeat():
            return to_lead(lead)
        if form.version.data != str(lead.edition):
            raise StaleDataError
        form.fill(lead)
        lead.organisation_id = lead.organisation_id or organisation_called(lead.name)
        if lead.is_open and form.next_on.data != lead.next_on:
            lead.plan(form.next_on.data, me.id)
        note("lead_edited", lead)
        db.session.commit()
        flash(_("Bewaard."), "positive")
        return to_lead(lead)
    return edit_page(form, lead)


@bp.post("/partners/aanmeldingen/<int:id>/werving")
@access(policy.coordinator)
def from_request(id: int) -> Response:
    """Who wants to join, and is called first: a lead with what they told us."""
    asked = find_or_404(JoinRequest, JoinRequest.id == id)
    known = queries.of_request(asked)
    lead = find(known) if known else None
    if lead is None and asked.status != RequestStatus.OPEN:
        return make_response(redirect(url_for("covenants.show_request", id=asked.id), 303))
    if lead is None:
        lead = Lead(name=asked.organisation_name, kind=asked.kind)
        lead.contact_name, lead.phone, lead.email = asked.contact_name, asked.phone, asked.email
        lead.organisation_id = organisation_called(asked.organisation_name)
        lead.begin(today(), me.id)
        db.session.add(lead)
    if lead.request_id is None:  # a second press finds what the first one made
        lead.request_id = asked.id
        if can_move(lead, Stage.TALKING, LEAD_MOVES):  # also who once said no
            lead.go_to(Stage.TALKING, today(), me.id)
        db.session.flush()
        note("lead_made", lead)
        db.session.commit()
    return to_lead(lead)
