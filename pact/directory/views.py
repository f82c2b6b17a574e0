"""«Wie doet wat»: public, because a resident or a neighbour may look for help without us."""

from flask import Blueprint

from pact.access import access, everyone

bp = Blueprint("directory", __name__)


@bp.get("/wie-doet-wat")
@access(everyone)
def index() -> str:
    return ""


@bp.get("/wie-doet-wat/<slug>")
@access(everyone)
def show(slug: str) -> str:
    return ""
