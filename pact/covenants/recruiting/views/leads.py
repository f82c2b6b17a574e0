"""`/werving`: who may come to sign, by stage; the page of one, and what was done with it."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pact.access import access, me
from pact.covenants import policy
from pact.covenants.models import LEAD_MOVES, Lead, Stage
from pact.covenants.models.lead import PLANNED
from pact.covenants.recruiting import queries
from pact.covenants.recruiting.forms import CalledForm, StepForm
from pact.covenants.recruiting.views.blueprint import bp, find, note, to_lead
from pact.covenants.recruiting.words import stage_named
from pact.dates import short, today
from pact.db import db
from pact.htmx import page
from pact.mail import cancel_letters_about
from pact.once import is_repeat
from pact.organisations.vocabulary import SECTOR_LABELS


@bp.get("/werving")
@access(policy.coordinator)
def index() -> Response:
    said = request.args.get("fase")
    stage = Stage(said) if said in set(Stage) else None
    counted = queries.counted()
    going = sum(counted.get(one, 0) for one in PLANNED)
    chips = [(_("Alles wat loopt (%(count)s)", count=going), url_for(".index"), stage is None)]
    for one in Stage:
        if counted.get(one) or one == stage:
            words = f"{stage_named(one)} ({counted.get(one, 0)})"
            chips.append((words, url_for(".index", fase=one.value), one == stage))
    return page(
        "covenants/recruiting/index.html",
        leads=queries.leads(stage),
        chips=chips,
        sectors=SECTOR_LABELS,
        today=today(),
        most=queries.MOST,
    )


@bp.get("/werving/<int:id>")
@access(policy.coordinator)
def show(id: int) -> Response:
    return lead_page(find(id), CalledForm.proposed(), None)


def lead_page(lead: Lead, called: CalledForm, step: StepForm | None) -> Response:
    """With the form that was sent, when something in it was not right."""
    return page(
        "covenants/recruiting/lead.html",
        422 if called.errors or (step and step.errors) else 200,
        lead=lead,
        form=step if step and step.errors else called,
        called=called,
        step=step or StepForm(formdata=None).offer(lead),
        may_step=bool(LEAD_MOVES[Stage(lead.status)] - {Stage.SIGNED}),
        sectors=SECTOR_LABELS,
        today=today(),
    )


@bp.post("/werving/<int:id>/gebeld")
@access(policy.coordinator)
def call(id: int) -> Response:
    """From the call list one goes back to the call list."""
    lead = find(id)
    form = CalledForm()
    if not lead.is_open:
        return to_lead(lead)
    if not form.validate_on_submit():
        return lead_page(lead, form, None)
    if not is_repeat():
        lead.call(form.next_on.data, me.id, form.words.data or "")
        note("lead_called", lead)
        db.session.commit()
    flash(_("%(name)s: weer op %(date)s.", name=lead.name, date=short(form.next_on.data)), "positive")
    if "list" in request.form:
        return make_response(redirect(url_for(".calls"), 303))
    return to_lead(lead)


@bp.post("/werving/<int:id>/stap")
@access(policy.coordinator)
def step(id: int) -> Response:
    lead = find(id)
    form = StepForm().offer(lead)
    if not form.validate_on_submit():
        return lead_page(lead, CalledForm(formdata=None, data=CalledForm.proposed().data), form)
    if not is_repeat():
        lead.go_to(Stage(form.to.data), form.next_on.data, me.id, form.words.data or "")
        note("lead_moved", lead)
        db.session.commit()
    flash(_("Bewaard."), "positive")
    return to_lead(lead)


@bp.post("/werving/<int:id>/wissen")
@access(policy.coordinator)
def forget(id: int) -> Response:
    """Somebody asks it, or it is not needed: whom to call and what was said goes, at once."""
    lead = find(id)
    if lead.has_contact or lead.forgotten_at is None:
        lead.forget()
        cancel_letters_about(lead.thing)
        note("lead_forgotten", lead)
        db.session.commit()
    flash(_("Gewist."), "positive")
    return to_lead(lead)
