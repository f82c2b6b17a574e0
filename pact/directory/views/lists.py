"""The social map as a file, for the coordinator: out, and in after seeing what it does."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pact import audit
from pact.access import access, me
from pact.dates import now
from pact.db import db
from pact.directory import listing
from pact.directory.columns import COLUMNS, HEADERS
from pact.directory.views.blueprint import bp
from pact.people.policy import coordinator, fresh
from pact.tables import desk, uploads
from pact.tables.desk import Desk
from pact.tables.files import download
from pact.tables.forms import UploadForm

DESK = Desk(
    purpose="services",
    title=_l("Lijst van wie doet wat"),
    what=_l("Eén dienst per regel."),
    columns=COLUMNS,
    back="directory.index",
    back_words=_l("Wie doet wat"),
    file="wie-doet-wat",
    pages="directory",
)


@bp.route("/wie-doet-wat/importeren", methods=["GET", "POST"])
@access(coordinator)
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


@bp.get("/wie-doet-wat/importeren/<int:id>")
@access(coordinator)
def check_list(id: int) -> Response:
    upload = uploads.find(DESK.purpose, id, me)
    return desk.show_plan(DESK, upload, upload.plan)


@bp.post("/wie-doet-wat/importeren/<int:id>")
@access(coordinator)
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
        audit.record("list_imported", "services", me, **desk.counted(plan))
        db.session.commit()
        flash(_("De lijst is overgenomen."), "positive")
    return make_response(redirect(url_for(".check_list", id=id), 303))


@bp.get("/wie-doet-wat/importeren/<int:id>/niet-overgenomen")
@access(coordinator)
def refused_list(id: int) -> Response:
    return desk.refused(DESK, uploads.find(DESK.purpose, id, me).plan, request.args.get("als", "csv"))


@bp.get("/wie-doet-wat/importeren/voorbeeld")
@access(coordinator)
def example_list() -> Response:
    return desk.example(DESK, request.args.get("als", "xlsx"))


@bp.post("/wie-doet-wat/exporteren")
@access(coordinator)
@fresh
def export_list() -> Response:
    made = download("wie-doet-wat", request.form.get("als", "xlsx"), HEADERS, listing.exported())
    audit.record("list_exported", "services", me)
    db.session.commit()
    return made
