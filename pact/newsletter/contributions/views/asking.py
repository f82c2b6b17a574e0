"""`/nieuwsbrief/<id>/bijdragen`: what came in, who was asked and what they said; asking and reminding, all or one."""

from flask import Response, abort, request
from flask_babel import gettext as _
from flask_babel import ngettext

from pact import audit
from pact.access import access, me
from pact.db import AnyRow, db
from pact.htmx import page
from pact.newsletter import policy
from pact.newsletter.contributions import calling, queries
from pact.newsletter.contributions.views.base import bp
from pact.newsletter.contributions.words import STANDINGS
from pact.newsletter.models import Issue
from pact.newsletter.views.base import back_to, by_id


@bp.get("/nieuwsbrief/<int:issue_id>/bijdragen")
@access(policy.coordinator)
def index(issue_id: int) -> Response:
    issue = by_id(issue_id)
    rows = queries.partners(issue.id)
    return page(
        "newsletter/contributions/index.html",
        issue=issue,
        texts=queries.handed_in(issue.id),
        rows=rows,
        to_ask={row.id for row in queries.to_ask(rows)} if issue.is_open else set(),
        to_remind={row.id for row in queries.to_remind(rows)} if issue.is_open else set(),
        standing_of=queries.standing_of,
        standings=STANDINGS,
    )


@bp.post("/nieuwsbrief/<int:issue_id>/bijdragen/vragen")
@access(policy.coordinator)
def ask(issue_id: int) -> Response:
    """All who were not asked, or one of them. The letters are written by the worker."""
    issue = _open(issue_id)
    chosen = [row.id for row in queries.to_ask(queries.partners(issue.id)) if _is_meant(row)]
    if not chosen:
        return back_to("contributions.index", issue, _("Zij zijn al gevraagd."))
    count = calling.ask(issue, chosen)
    audit.record("contributions_asked", issue.thing, me, organisations=count)
    db.session.commit()
    said = ngettext("%(num)s organisatie krijgt een e-mail.", "%(num)s organisaties krijgen een e-mail.", count)
    return back_to("contributions.index", issue, said)


@bp.post("/nieuwsbrief/<int:issue_id>/bijdragen/herinneren")
@access(policy.coordinator)
def remind(issue_id: int) -> Response:
    issue = _open(issue_id)
    chosen = [row.call_id for row in queries.to_remind(queries.partners(issue.id)) if _is_meant(row)]
    if not chosen:
        return back_to("contributions.index", issue, _("Er is nu niemand om te herinneren."))
    count = calling.remind(chosen)
    audit.record("contributions_reminded", issue.thing, me, organisations=count)
    db.session.commit()
    said = ngettext(
        "%(num)s organisatie krijgt een herinnering.", "%(num)s organisaties krijgen een herinnering.", count
    )
    return back_to("contributions.index", issue, said)


def _is_meant(row: AnyRow) -> bool:
    """The one organisation whose button was pressed; without one, all."""
    return request.form.get("organisation") in (None, str(row.id))


def _open(issue_id: int) -> Issue:
    issue = by_id(issue_id)
    if not issue.is_open:
        abort(409)
    return issue
