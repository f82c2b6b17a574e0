"""A list of addresses from elsewhere, for the coordinator: in after seeing what it does, and never out."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pact import audit
from pact.access import access, me
from pact.dates import now
from pact.db import db
from pact.newsletter.readers import listing
from pact.newsletter.readers.views.base import bp
from pact.people.policy import coordinator
from pact.tables import desk, uploads
from pact.tables.desk import Desk
from pact.tables.forms import UploadForm
from pact.tables.plan import Verdict

DESK = Desk(
    purpose="readers",
    title=_l("Lijst van lezers"),
    what=_l("Eén adres per regel, met de dag en de manier waarop iemand ja zei."),
    columns=listing.COLUMNS,
    back="readers.index",
    back_words=_l("Lezers"),
    file="lezers",
    pages="readers",
    exports=False,
)


@bp.route("/nieuwsbrief/lezers/importeren", methods=["GET", "POST"])
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


@bp.get("/nieuwsbrief/lezers/importeren/<int:id>")
@access(coordinator)
def check_list(id: int) -> Response:
    upload = uploads.find(DESK.purpose, id, me)
    return desk.show_plan(DESK, upload, upload.plan)


@bp.post("/nieuwsbrief/lezers/importeren/<int:id>")
@access(coordinator)
def carry_out_list(id: int) -> Response:
    """What was shown says nothing of who we know, so it is what happens."""
    upload = uploads.claim(DESK.purpose, id, me)
    if upload.done_at is None:
        plan = upload.plan
        asked = sum(1 for _line in plan.of(Verdict.NEW))
        added = listing.carry_out(plan, me)
        upload.done_at = now()
        audit.record("list_imported", "readers", me, **desk.counted(plan))
        db.session.commit()
        flash(_("De lijst is overgenomen.") + " " + listing.skipped(asked, added), "positive")
    return make_response(redirect(url_for(".check_list", id=id), 303))


@bp.get("/nieuwsbrief/lezers/importeren/<int:id>/niet-overgenomen")
@access(coordinator)
def refused_list(id: int) -> Response:
    return desk.refused(DESK, uploads.find(DESK.purpose, id, me).plan, request.args.get("als", "csv"))


@bp.get("/nieuwsbrief/lezers/importeren/voorbeeld")
@access(coordinator)
def example_list() -> Response:
    return desk.example(DESK, request.args.get("als", "xlsx"))
