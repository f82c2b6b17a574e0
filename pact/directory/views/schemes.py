"""Keeping the schemes: the coordinator says which there are, and whoever is asked about one keeps its words true."""

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from pact import audit, once
from pact.access import access, me
from pact.db import db, find_or_404
from pact.directory import index, policy, upkeep
from pact.directory.forms import ConfirmForm, SchemeForm, comes_second
from pact.directory.models import Scheme
from pact.directory.views.blueprint import bp
from pact.directory.views.editing import saved, the_organisation
from pact.htmx import page
from pact.organisations.models import Organisation


def the_scheme(slug: str) -> Scheme:
    kept = select(Organisation.id).where(policy.kept_by(me), policy.visible_to(me))
    return find_or_404(Scheme, Scheme.slug == slug, Scheme.organisation_id.in_(kept))


@bp.route("/wie-doet-wat/<slug>/regelingen/nieuw", methods=["GET", "POST"])
@access(policy.keeps_schemes)
def new_scheme(slug: str) -> Response:
    """A scheme for which one asks at this organisation."""
    organisation, form = the_organisation(slug), SchemeForm()
    if form.validate_on_submit():
        if not once.is_repeat():
            scheme = Scheme(slug=upkeep.free_slug(form.name.data or ""), organisation_id=organisation.id)
            db.session.add(scheme)
            save(scheme, form, "scheme_added")
        return saved(slug)
    return edit_page(form, organisation)


@bp.route("/wie-doet-wat/regelingen/<slug>/wijzigen", methods=["GET", "POST"])
@access(policy.edits)
def edit_scheme(slug: str) -> Response:
    scheme = the_scheme(slug)
    organisation = db.session.get_one(Organisation, scheme.organisation_id)
    form = SchemeForm(data=upkeep.scheme_as_typed(scheme))
    if form.validate_on_submit():
        if not once.is_repeat():
            if comes_second(form, scheme.version):
                raise StaleDataError
            save(scheme, form, "scheme_changed")
        return saved(organisation.slug)
    return edit_page(form, organisation, scheme)


@bp.route("/wie-doet-wat/regelingen/<slug>/weghalen", methods=["GET", "POST"])
@access(policy.keeps_schemes)
def remove_scheme(slug: str) -> Response:
    """A page that says what happens, and a button. Who follows an old link reads that it is not there."""
    scheme = the_scheme(slug)
    organisation = db.session.get_one(Organisation, scheme.organisation_id)
    if ConfirmForm().validate_on_submit():
        index.forget(scheme)
        db.session.delete(scheme)
        audit.record("scheme_removed", scheme.thing, me, organisation_id=organisation.id)
        db.session.commit()
        flash(_("De regeling is weg."), "positive")
        return make_response(redirect(url_for(".edit_entry", slug=organisation.slug), 303))
    return page("directory/remove_scheme.html", scheme=scheme)


def save(scheme: Scheme, form: SchemeForm, deed: str) -> None:
    upkeep.change_scheme(scheme, form)
    db.session.flush()
    index.note_scheme(scheme)
    audit.record(deed, scheme.thing, me, organisation_id=scheme.organisation_id)
    db.session.commit()


def edit_page(form: SchemeForm, organisation: Organisation, scheme: Scheme | None = None) -> Response:
    return page(
        "directory/edit_scheme.html",
        422 if form.errors else 200,
        form=form,
        organisation=organisation,
        scheme=scheme,
        is_new=scheme is None,
        may_remove=policy.keeps_schemes(me),
    )
