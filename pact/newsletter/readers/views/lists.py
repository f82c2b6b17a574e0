"""A list of addresses from elsewhere, for the coordinator: in after seeing what it does, and never out."""

from flask import Response
from flask_babel import lazy_gettext as _l

from pact.access import access, me
from pact.newsletter.readers import listing
from pact.newsletter.readers.views.base import bp
from pact.people.policy import coordinator
from pact.tables.desk import Desk
from pact.tables.plan import Plan, Verdict

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
    return DESK.take_in(listing.plan)


@bp.get("/nieuwsbrief/lezers/importeren/<int:id>")
@access(coordinator)
def check_list(id: int) -> Response:
    return DESK.check(id)


@bp.post("/nieuwsbrief/lezers/importeren/<int:id>")
@access(coordinator)
def carry_out_list(id: int) -> Response:
    """What was shown says nothing of who we know, so it is what happens: it is not worked out anew."""

    def write_down(plan: Plan) -> str:
        asked = len(list(plan.of(Verdict.NEW)))
        return listing.skipped(asked, listing.carry_out(plan, me))

    return DESK.carry_out(id, write_down)


@bp.get("/nieuwsbrief/lezers/importeren/<int:id>/niet-overgenomen")
@access(coordinator)
def refused_list(id: int) -> Response:
    return DESK.refused(id)


@bp.get("/nieuwsbrief/lezers/importeren/voorbeeld")
@access(coordinator)
def example_list() -> Response:
    return DESK.example()
