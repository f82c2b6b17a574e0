"""The list of partners as a file, for the coordinator: out, and in after seeing what it does."""

from flask import Response
from flask_babel import lazy_gettext as _l

from pact.access import access, me
from pact.organisations import listing, policy
from pact.organisations.views.base import bp
from pact.people.policy import fresh
from pact.tables.desk import Desk

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
    return DESK.take_in(listing.plan)


@bp.get("/partners/importeren/<int:id>")
@access(policy.may_close)
def check_list(id: int) -> Response:
    return DESK.check(id)


@bp.post("/partners/importeren/<int:id>")
@access(policy.may_close)
def carry_out_list(id: int) -> Response:
    return DESK.carry_out(id, lambda plan: listing.carry_out(plan, me), listing.plan)


@bp.get("/partners/importeren/<int:id>/niet-overgenomen")
@access(policy.may_close)
def refused_list(id: int) -> Response:
    return DESK.refused(id)


@bp.get("/partners/importeren/voorbeeld")
@access(policy.may_close)
def example_list() -> Response:
    return DESK.example()


@bp.post("/partners/exporteren")
@access(policy.may_close)
@fresh
def export_list() -> Response:
    return DESK.export(listing.exported())
