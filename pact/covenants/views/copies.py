"""What was signed, to keep: for who signed it, behind the link, and for the people of the organisation."""

from flask import Response, abort

from pact import pdf
from pact.access import access, everyone, me, require, signed_in
from pact.covenants import papers, policy, queries
from pact.covenants.models import Covenant
from pact.covenants.views.blueprint import bp
from pact.covenants.views.signing import SIGNED, find
from pact.db import find_or_404
from pact.extensions import limiter


def as_file(covenant: Covenant) -> Response:
    return pdf.answer(papers.copy_of(covenant), f"getekend-{covenant.organisation.slug}")


@bp.get("/convenant/<token>/kopie")
@access(everyone)
@limiter.limit("20 per minute")
def copy_by_link(token: str) -> Response:
    """For who signed. A link that was passed on, or not yet used, has nothing to show."""
    link = find(token)
    if link.passed_at is not None or link.covenant.status not in SIGNED:
        abort(404)
    return as_file(link.covenant)


@bp.get("/convenanten/<int:id>/kopie")
@access(signed_in)
@limiter.limit("20 per minute")
def copy(id: int) -> Response:
    covenant = find_or_404(
        Covenant, Covenant.id == id, Covenant.signed_at.is_not(None), policy.visible_to(me), options=queries.LOADED
    )
    require(policy.may_read_copy(me, covenant))
    return as_file(covenant)
