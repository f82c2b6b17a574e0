"""«Doorverwijzingen»: what came in, what went out, what came to an end. Links, not tabs of script."""

from flask import Response, request

from pact.access import access, me
from pact.dates import today
from pact.htmx import page_or_part
from pact.referrals import policy, queries
from pact.referrals.rows import lines, words_of_rows
from pact.referrals.views.base import bp

LISTS = {"gekregen": queries.received, "verstuurd": queries.sent, "afgerond": queries.ended}


@bp.get("/doorverwijzingen")
@access(policy.may_refer)
def index() -> Response:
    shown = request.args.get("toon", "gekregen")
    if shown not in LISTS:
        shown = "gekregen"
    page = LISTS[shown](me, request.args.get("na"))
    return page_or_part(
        "referrals/index.html",
        "referrals/_list.html",
        shown=shown,
        page=page,
        lines=lines(page.rows, today()),
        **words_of_rows(),
    )
