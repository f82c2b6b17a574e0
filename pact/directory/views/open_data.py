"""The profile of our open data, for whoever wants to show the sociale kaart somewhere else."""

from flask import Response, current_app

from pact.access import access, everyone
from pact.directory.hsds.asked import MOST, MOST_FULL, PER_PAGE
from pact.directory.hsds.openapi import LISTS
from pact.directory.hsds.taxonomies import ABOUT
from pact.directory.models import Topic
from pact.directory.views.blueprint import bp
from pact.htmx import page
from pact.links import absolute_url


@bp.get("/wie-doet-wat/open-data")
@access(everyone)
def open_data() -> Response:
    return page(
        "directory/open_data.html",
        base=absolute_url("hsds.about").rstrip("/"),
        package=absolute_url("hsds.package"),
        lists=list(LISTS),
        term=ABOUT.term_id(Topic.FOOD),
        limit=current_app.config["API_LIMIT"],
        per_page=PER_PAGE,
        most=MOST,
        most_full=MOST_FULL,
    )
