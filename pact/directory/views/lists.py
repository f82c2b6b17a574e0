"""The social map as a file, for the coordinator: out, and in after seeing what it does."""

from flask import Response
from flask_babel import lazy_gettext as _l

from pact.access import access, me
from pact.directory import listing
from pact.directory.columns import COLUMNS
from pact.directory.views.blueprint import bp
from pact.people.policy import coordinator, fresh
from pact.tables.desk import Desk

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
    return DESK.take_in(listing.plan)


@bp.get("/wie-doet-wat/importeren/<int:id>")
@access(coordinator)
def check_list(id: int) -> Response:
    return DESK.check(id)


@bp.post("/wie-doet-wat/importeren/<int:id>")
@access(coordinator)
def carry_out_list(id: int) -> Response:
    return DESK.carry_out(id, lambda plan: listing.carry_out(plan, me), listing.plan)


@bp.get("/wie-doet-wat/importeren/<int:id>/niet-overgenomen")
@access(coordinator)
def refused_list(id: int) -> Response:
    return DESK.refused(id)


@bp.get("/wie-doet-wat/importeren/voorbeeld")
@access(coordinator)
def example_list() -> Response:
    return DESK.example()


@bp.post("/wie-doet-wat/exporteren")
@access(coordinator)
@fresh
def export_list() -> Response:
    return DESK.export(listing.exported())
