"""The link in an invitation: it shows what it does, and a button activates the account."""

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from pact import audit
from pact.access import access, everyone
from pact.db import db
from pact.extensions import limiter
from pact.htmx import page
from pact.keys import token_hash
from pact.people.forms import ConfirmForm
from pact.people.models import Invitation
from pact.people.views.blueprint import bp


@bp.route("/uitnodiging/<token>", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("30 per minute")
def invitation(token: str) -> Response:
    found = db.session.scalar(select(Invitation).where(Invitation.token_hash == token_hash(token)))
    if found is None or not found.is_open or not found.person.active:
        # Used, too old, or never ours: one page for all three, which says what to do.
        return page("people/invitation_over.html", 404)
    form = ConfirmForm()
    if form.validate_on_submit():
        found.accept()
        audit.record("invitation_accepted", found.person.thing, origin="link")
        db.session.commit()
        flash(_("Welkom! Log nu in met je e-mailadres."), "positive")
        return make_response(redirect(url_for(".sign_in"), 303))
    return page("people/invitation.html", form=form, invited=found.person)
