"""«Wijzigen»: an organisation keeps up itself what it tells about itself."""

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from pact import audit
from pact.access import access, me, require, signed_in
from pact.db import db
from pact.forms import complain
from pact.htmx import page
from pact.once import is_repeat
from pact.organisations import policy
from pact.organisations.forms import PartnerForm
from pact.organisations.models import Organisation
from pact.organisations.views.base import bp, by_slug


@bp.route("/partners/<slug>/wijzigen", methods=["GET", "POST"])
@access(signed_in)
def edit(slug: str) -> Response:
    """Two people at once: the second reads that somebody was first, and nothing of the first is lost."""
    organisation = by_slug(slug)
    require(policy.may_edit(me, organisation.id))
    form = PartnerForm.of(organisation)
    if form.validate_on_submit() and is_free(form, organisation):
        if is_repeat():
            return back_to(slug)
        if form.version.data != str(organisation.version):
            raise StaleDataError
        form.fill(organisation)
        audit.record("organisation_edited", organisation.thing, me, organisation_id=organisation.id)
        db.session.commit()
        return back_to(slug)
    return page("organisations/edit.html", 422 if form.errors else 200, form=form, organisation=organisation)


def back_to(slug: str) -> Response:
    flash(_("Bewaard."), "positive")
    return make_response(redirect(url_for(".show", slug=slug), 303))


def is_free(form: PartnerForm, organisation: Organisation) -> bool:
    """Two partners of one name would be mixed up, on this site and in a letter."""
    taken = select(Organisation.id).where(Organisation.name == form.name.data, Organisation.id != organisation.id)
    if db.session.scalar(taken.where(Organisation.suspended_at.is_(None))) is None:
        return True
    complain(form.name, _("Er is al een partner met deze naam."))
    return False
