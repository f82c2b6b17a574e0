"""The call list of this week, on a screen and on paper."""

from flask import Response

from pact.access import access
from pact.covenants import policy
from pact.covenants.recruiting import queries
from pact.covenants.recruiting.forms import CalledForm
from pact.covenants.recruiting.views.blueprint import bp
from pact.dates import today
from pact.htmx import page


@bp.get("/werving/bellijst")
@access(policy.coordinator)
def calls() -> Response:
    rows = [(row, CalledForm.proposed(row.id)) for row in queries.to_call()]
    return page("covenants/recruiting/calls.html", rows=rows, until=queries.end_of_week(), today=today())


@bp.get("/werving/bellijst/print")
@access(policy.coordinator)
def calls_on_paper() -> Response:
    return page(
        "covenants/recruiting/calls_on_paper.html",
        rows=queries.to_call(),
        until=queries.end_of_week(),
        today=today(),
    )
