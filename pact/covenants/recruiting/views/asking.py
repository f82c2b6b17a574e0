"""They said yes on the telephone: a link to sign, without «Doe mee»."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pact.access import SAFE_METHODS, access, me
from pact.covenants import emails, joining, policy
from pact.covenants import queries as covenants
from pact.covenants.forms import AskForm
from pact.covenants.models import TextKind
from pact.covenants.recruiting import settling
from pact.covenants.recruiting.views.blueprint import bp, find, note, to_lead
from pact.db import db
from pact.forms import complain
from pact.htmx import page


@bp.route("/werving/<int:id>/tekenen", methods=["GET", "POST"])
@access(policy.coordinator)
def ask(id: int) -> Response:
    """The organisation gets its place, and takes part once both sides signed. One that has its place is asked there."""
    lead = find(id)
    if lead.organisation is not None and request.method in SAFE_METHODS:
        return make_response(redirect(url_for("covenants.ask", slug=lead.organisation.slug), 303))
    if lead.organisation is not None or not lead.is_open:  # a second press too: it gets the answer of the first
        return to_lead(lead)
    form = AskForm(data={"name": lead.contact_name, "email": lead.email})
    if form.validate_on_submit():
        kind = TextKind(form.kind.data)
        text = covenants.latest_text(kind)
        if text is None:
            complain(form.kind, _("Deze tekst is er nog niet. Zet de tekst eerst op de site."))
        elif (known := covenants.organisation_called(lead.name)) and covenants.under_way(known.id, kind):
            complain(form.kind, _("Deze organisatie is al gevraagd om te tekenen."))
        else:
            organisation = joining.organisation_of_lead(lead, kind)
            settling.asked(organisation, me.id, lead_id=lead.id)
            link, token = joining.ask_to_sign(organisation, text, form.name.data, form.email.data, me.id)
            emails.ask_to_sign(link, token)
            note("covenant_asked", lead)
            db.session.commit()
            flash(_("De e-mail met de link om te tekenen is onderweg."), "positive")
            return to_lead(lead)
    return page("covenants/recruiting/ask.html", 422 if form.errors else 200, form=form, lead=lead)
