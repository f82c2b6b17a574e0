"""«Aanmeldingen»: who wants to join, and which covenants wait for somebody. For the coordinator."""

from typing import Any

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me
from pact.covenants import emails, joining, policy, queries
from pact.covenants.forms import AcceptForm, DeclineForm
from pact.covenants.models import JoinRequest, RequestStatus, Status, TextKind
from pact.covenants.recruiting import queries as leads
from pact.covenants.recruiting import settling
from pact.covenants.views.blueprint import bp
from pact.db import db, find_or_404
from pact.forms import complain
from pact.htmx import page


@bp.get("/partners/aanmeldingen")
@access(policy.coordinator)
def requests() -> Response:
    waiting = queries.waiting()
    return page(
        "covenants/requests.html",
        requests=queries.open_requests(),
        to_countersign=[row for row in waiting if row.status == Status.SIGNED],
        to_sign=[row for row in waiting if row.status == Status.ASKED],
        lapsed=[row for row in waiting if row.status == Status.LAPSED],
        texts=queries.texts(),
        kinds=list(TextKind),
    )


@bp.get("/partners/aanmeldingen/<int:id>")
@access(policy.coordinator)
def show_request(id: int) -> Response:
    asked = find_or_404(JoinRequest, JoinRequest.id == id)
    return request_page(asked, accept_form(asked), DeclineForm())


def accept_form(asked: JoinRequest, **options: Any) -> AcceptForm:
    """Proposes the lead that has the same name, or that this request was put with."""
    lead = leads.of_request(asked)
    form = AcceptForm(data={"lead": str(lead) if lead else ""}, **options)
    form.offer(leads.choices())
    return form


def request_page(asked: JoinRequest, accept: AcceptForm, decline: DeclineForm) -> Response:
    return page(
        "covenants/request.html",
        422 if accept.errors or decline.errors else 200,
        asked=asked,
        is_open=asked.status == RequestStatus.OPEN,
        known=queries.organisation_called(asked.organisation_name),
        form=decline if decline.errors else accept,
        accept=accept,
        decline=decline,
    )


@bp.post("/partners/aanmeldingen/<int:id>/accepteren")
@access(policy.coordinator)
def accept_request(id: int) -> Response:
    """The organisation gets its place, and the person who wrote a link to sign."""
    asked = find_or_404(JoinRequest, JoinRequest.id == id)
    form = accept_form(asked)
    if not form.validate_on_submit():
        return request_page(asked, form, DeclineForm(formdata=None))
    kind = TextKind(form.kind.data)
    text = queries.latest_text(kind)
    known = queries.organisation_called(asked.organisation_name)
    if text is None:
        complain(form.kind, _("Deze tekst is er nog niet. Zet de tekst eerst op de site."))
    elif asked.status == RequestStatus.OPEN and known and queries.under_way(known.id, kind):
        complain(form.kind, _("Deze organisatie is al gevraagd om te tekenen."))
    if text is None or form.errors:
        return request_page(asked, form, DeclineForm(formdata=None))
    if asked.status != RequestStatus.ACCEPTED:  # a second press gets the same answer
        organisation = joining.organisation_of(asked, kind)
        asked.accept(me.id, organisation.id)
        settling.asked(organisation, me.id, asked, form.lead_id)
        link, token = joining.ask_to_sign(organisation, text, asked.contact_name, asked.email, me.id)
        emails.ask_to_sign(link, token)
        audit.record("join_accepted", asked.thing, me, organisation_id=organisation.id)
        db.session.commit()
    flash(_("De e-mail met de link om te tekenen is onderweg."), "positive")
    return make_response(redirect(url_for(".requests"), 303))


@bp.post("/partners/aanmeldingen/<int:id>/afwijzen")
@access(policy.coordinator)
def decline_request(id: int) -> Response:
    """With a word of why: it goes to who wrote, and is not kept here."""
    asked = find_or_404(JoinRequest, JoinRequest.id == id)
    form = DeclineForm()
    if not form.validate_on_submit():
        return request_page(asked, accept_form(asked, formdata=None), form)
    if asked.status != RequestStatus.DECLINED:
        asked.decline(me.id)
        settling.turned_down(asked, me.id)
        emails.decline_request(asked, form.word.data)
        audit.record("join_declined", asked.thing, me)
        db.session.commit()
    flash(_("Je antwoord is onderweg."), "positive")
    return make_response(redirect(url_for(".requests"), 303))
