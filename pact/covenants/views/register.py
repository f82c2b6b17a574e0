"""The public register of who signed what, without persons, and the texts themselves."""

from flask import Response, g
from sqlalchemy import false

from pact.access import access, everyone
from pact.covenants import policy, queries
from pact.covenants.agreements import policy as agreement_policy
from pact.covenants.agreements import queries as agreements
from pact.covenants.models import CovenantText
from pact.covenants.views.blueprint import bp
from pact.db import find_or_404
from pact.htmx import page
from pact.organisations import notes
from pact.organisations.policy import reads_all


@bp.get("/convenanten")
@access(everyone)
def register() -> Response:
    """Partners also read which ones ended, and why."""
    rows, ended = queries.register(policy.in_force(), policy.visible_to(g.person) if g.person else false())
    return page(
        "covenants/register.html",
        rows=rows,
        notes=notes.about({row.organisation_id for row in rows}),
        ended=ended,
        agreements=agreements.standing(agreement_policy.visible_to(g.person)) if g.person else [],
        texts=queries.newest_texts(),
        reads_figures=reads_all(g.person),
    )


@bp.get("/convenanten/tekst/<int:id>")
@access(everyone)
def text(id: int) -> Response:
    return page("covenants/text.html", text=find_or_404(CovenantText, CovenantText.id == id))
