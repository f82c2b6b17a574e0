"""Keeping the directory true without an account: «Klopt dit nog?» behind a personal link, and «Klopt er iets niet?»."""

from flask import Response, flash, g, make_response, redirect, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import access, everyone
from pact.db import db, find_or_404
from pact.directory import emails, entries, freshness, hits, policy
from pact.directory.forms import ConfirmForm, WrongForm
from pact.directory.views.blueprint import bp
from pact.extensions import limiter
from pact.htmx import page
from pact.organisations.models import Organisation


@bp.route("/klopt-dit/<token>", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("30 per minute")
def check(token: str) -> Response:
    """What the directory says, and one button. Looking changes nothing; pressing twice neither."""
    found = freshness.open_check(token)
    if found is None:
        return page("directory/check_over.html", 404)
    organisation = db.session.get_one(Organisation, found.organisation_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        if found.answered_at is None:
            found.answer()
            freshness.assure(organisation.id)
            audit.record("entry_assured", f"organisation {organisation.id}", origin="link")
            db.session.commit()
        return make_response(redirect(url_for(".check", token=token), 303))
    return page(
        "directory/check.html",
        form=form,
        check=found,
        organisation=organisation,
        entry=entries.one(None, organisation.slug),
        schemes=hits.schemes(None, which=Organisation.id == organisation.id),
    )


@bp.route("/wie-doet-wat/<slug>/klopt-niet", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("6 per hour; 20 per day", methods=["POST"])
def wrong(slug: str) -> Response:
    """A visitor saw a mistake. No name is asked; who fills the field that nobody sees gets the same answer."""
    organisation = find_or_404(Organisation, Organisation.slug == slug, policy.visible_to(g.person))
    form = WrongForm()
    if form.validate_on_submit():
        is_news = not form.is_from_a_machine and emails.pass_on(
            organisation.id, organisation.name, organisation.slug, form.text.data
        )
        if is_news:
            audit.record("entry_doubted", f"organisation {organisation.id}", g.person, origin="web")
            db.session.commit()
        flash(_("Bedankt. De organisatie en de coördinator kijken ernaar."), "positive")
        return make_response(redirect(url_for(".show", slug=slug), 303))
    return page("directory/wrong.html", 422 if form.errors else 200, form=form, organisation=organisation)
