"""The list of partners as a file, for the coordinator: out, and in after seeing what it does."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pact import audit
from pact.access import access, me
from pact.dates import now
from pact.db import db
from pact.organisations import listing, policy
from pact.organisations.views.base import bp
from pact.people.policy import fresh
from pact.tables import desk, uploads
from pact.tables.desk import Desk
from pact.tables.files import download
from pact.tables.forms import UploadForm

DESK = Desk(
    purpose="organisations",
    title=_l("Lijst van partners"),
    what=_l("Eén partner per regel."),
    columns=listing.COLUMNS,
    back="organisations.index",
    back_words=_l("Partners"),
    file="partners",
    pages="organisations",
)


@bp.route("/partners/importeren", methods=["GET", "POST"])
@access(policy.may_close)
def import_list() -> Response:
    """What is sent in is worked out and kept for an hour; nothing else is written."""
    form = UploadForm()
    if form.validate_on_submit():
        plan = desk.worked_out(form, listing.plan)
        if plan is not None:
            upload = uploads.keep(DESK.purpose, plan, me)
            id = upload.id
            db.session.commit()
            return make_response(redirect(url_for(".check_list", id=id), 303))
    return desk.show(DESK, form)


@bp.get("/partners/importeren/<int:id>")
@access(policy.may_close)
def check_list(id: int) -> Response:
    upload = uploads.find(DESK.purpose, id, me)
    return desk.show_plan(DESK, upload, upload.plan)


@bp.post("/partners/importeren/<int:id>")
@access(policy.may_close)
def carry_out_list(id: int) -> Response:
    """All good rows at once. When something changed since they were shown, they are shown anew instead."""
    upload = uploads.claim(DESK.purpose, id, me)
    if upload.done_at is None:
        shown = upload.plan
        plan = listing.plan(shown.table)
        if not plan.compare(shown):
            upload.plan = plan
            db.session.commit()
            return desk.show_plan(DESK, upload, plan, 409)
        listing.carry_out(plan, me)
        upload.done_at = now()
        audit.record("list_imported", "organisations", me, **desk.counted(plan))
        db.session.commit()
        flash(_("De lijst is overgenomen."), "positive")
    return make_response(redirect(url_for(".check_list", id=id), 303))


@bp.get("/partners/importeren/<int:id>/niet-overgenomen")
@access(policy.may_close)
def refused_list(id: int) -> Response:
    return desk.refused(DESK, uploads.find(DESK.purpose, id, me).plan, request.args.get("als", "csv"))


@bp.get("/partners/importeren/voorbeeld")
@access(policy.may_close)
def example_list() -> Response:
    return desk.example(DESK, request.args.get("als", "xlsx"))


@bp.post("/partners/exporteren")
@access(policy.may_close)
@fresh
def export_list() -> Response:
    made = download("partners", request.form.get("als", "xlsx"), listing.HEADERS, listing.exported())
    audit.record("list_exported", "organisations", me)
    db.session.commit()
    return made
