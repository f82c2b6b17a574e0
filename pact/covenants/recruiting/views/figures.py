"""What the network lacks and how it grows: figures without persons, also for whoever answers to the council."""

from flask import Response

from pact.access import access
from pact.covenants.recruiting import growth, white_spots
from pact.covenants.recruiting.views.blueprint import bp
from pact.htmx import page
from pact.organisations.policy import reads_all


@bp.get("/werving/witte-vlekken")
@access(reads_all)
def spots() -> Response:
    return page("covenants/recruiting/white_spots.html", map=white_spots.look())


@bp.get("/werving/groei")
@access(reads_all)
def grown() -> Response:
    quarters = growth.quarters()
    return page("covenants/recruiting/growth.html", quarters=quarters, graph=growth.draw(quarters))
