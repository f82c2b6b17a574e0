"""The logo: put there and taken away by who keeps the entry, shown to everybody under an address that never changes."""

from flask import Response, abort, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from pact import audit
from pact.access import access, everyone, me, require, signed_in
from pact.dates import now
from pact.db import db
from pact.extensions import limiter
from pact.forms import complain
from pact.htmx import page
from pact.organisations import logo as logos
from pact.organisations import policy
from pact.organisations.forms import LogoForm
from pact.organisations.logo import MOST_BYTES, NotALogo
from pact.organisations.models import Logo, Organisation
from pact.organisations.views.base import bp, by_slug

FOR_EVER = "public, max-age=31536000, immutable"


@bp.route("/partners/<slug>/logo", methods=["GET", "POST"])
@access(signed_in)
@limiter.limit("30 per hour", methods=["POST"])
def edit_logo(slug: str) -> Response:
    """A file and what it shows in words. Without a file only the words change."""
    organisation = editable(slug)
    standing = db.session.get(Logo, organisation.id)
    form = LogoForm(data={"description": standing.description if standing else ""})
    if form.validate_on_submit() and is_taken(form, organisation, standing):
        audit.record("logo_changed", organisation.thing, me, organisation_id=organisation.id)
        db.session.commit()
        return back_to(slug, _("Bewaard. Het logo staat bij Wie doet wat."))
    shown = logos.logo_of(organisation.id)
    status = 422 if form.errors else 200
    return page("organisations/logo.html", status, form=form, organisation=organisation, logo=shown)


def is_taken(form: LogoForm, organisation: Organisation, standing: Logo | None) -> bool:
    """Put what was sent into the logo of this organisation, or say why that cannot be done."""
    file = form.file.data if isinstance(form.file.data, FileStorage) and form.file.data.filename else None
    if file is None and standing is None:
        complain(form.file, _("Kies een bestand."))
        return False
    logo = standing or Logo(organisation_id=organisation.id)
    if file is not None:
        with file.stream as stream:
            content = stream.read(MOST_BYTES + 1)
        try:
            logo.show(*logos.drawn_anew(content))
        except NotALogo as refusal:
            complain(form.file, str(refusal.sentence))
            return False
    logo.description, logo.changed_at, logo.changed_by_id = form.description.data, now(), me.id
    db.session.add(logo)
    return True


@bp.post("/partners/<slug>/logo/weghalen")
@access(signed_in)
def remove_logo(slug: str) -> Response:
    organisation = editable(slug)
    standing = db.session.get(Logo, organisation.id)
    if standing is not None:
        db.session.delete(standing)
        audit.record("logo_removed", organisation.thing, me, organisation_id=organisation.id)
        db.session.commit()
    return back_to(slug, _("Het logo is weg."))


@bp.get("/logo/<sha256>.webp")
@access(everyone)
def logo(sha256: str) -> Response:
    """The picture itself. Another picture has another address, so a browser may keep this one."""
    content = logos.content_of(sha256)
    if content is None:
        abort(404)
    answer = make_response(content)
    answer.headers["Content-Type"] = "image/webp"
    answer.headers["Cache-Control"] = FOR_EVER
    answer.set_etag(sha256)
    answer.make_conditional(request)
    return answer


def editable(slug: str) -> Organisation:
    organisation = by_slug(slug)
    require(policy.may_edit(me, organisation.id))
    return organisation


def back_to(slug: str, said: str) -> Response:
    flash(said, "positive")
    return make_response(redirect(url_for(".edit_logo", slug=slug), 303))
