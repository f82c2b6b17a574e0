"""The covenants of one partner with their history, and asking a partner to sign."""

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me, signed_in
from pact.covenants import emails, joining, policy, queries
from pact.covenants.forms import AskForm
from pact.covenants.models import TextKind
from pact.covenants.recruiting import settling
from pact.covenants.story import story_of
from pact.covenants.views.blueprint import bp
from pact.db import db, find_or_404
from pact.forms import complain
from pact.htmx import page
from pact.once import is_repeat
from pact.organisations.models import Organisation


def by_slug(slug: str) -> Organisation:
    """Partners know each other: whoever is signed in may ask, but for one that left."""
    return find_or_404(Organisation, Organisation.slug == slug, policy.organisations_known_to(me))


@bp.get("/partners/<slug>/convenant")
@access(signed_in)
def of_partner(slug: str) -> Response:
    organisation = by_slug(slug)
    with_signer = policy.may_read_signer(me, organisation.id)
    covenants = queries.covenants_of(organisation.id, policy.visible_to(me))
    return page(
        "covenants/partner.html",
        organisation=organisation,
        covenants=[(covenant, story_of(covenant, with_signer)) for covenant in covenants],
        policy=policy,
        may_ask=policy.coordinator(me),
    )


@bp.route("/partners/<slug>/convenant/vragen", methods=["GET", "POST"])
@access(policy.coordinator)
def ask(slug: str) -> Response:
    """«Vraag om te tekenen»: for a partner that is here already, or for a newer version."""
    organisation = by_slug(slug)
    form = AskForm()
    answer = make_response(redirect(url_for(".of_partner", slug=slug), 303))
    if form.validate_on_submit():
        kind = TextKind(form.kind.data)
        text = queries.latest_text(kind)
        if is_repeat():
            return answer
        if text is None:
            complain(form.kind, _("Deze tekst is er nog niet. Zet de tekst eerst op de site."))
        elif queries.under_way(organisation.id, kind):
            complain(form.kind, _("Deze organisatie is al gevraagd om te tekenen."))
        else:
            link, token = joining.ask_to_sign(organisation, text, form.name.data, form.email.data, me.id)
            settling.asked(organisation, me.id)
            emails.ask_to_sign(link, token)
            audit.record("covenant_asked", link.covenant.thing, me, organisation_id=organisation.id)
            db.session.commit()
            flash(_("De e-mail met de link om te tekenen is onderweg."), "positive")
            return answer
    return page("covenants/ask.html", 422 if form.errors else 200, form=form, organisation=organisation)
