"""Photos of the newsletter, the same for everybody: the address in a letter says nothing of who opens it."""

from flask import Response, abort, g, make_response
from sqlalchemy import exists, select

from pact.access import access, everyone
from pact.db import db
from pact.files.accepting import KINDS
from pact.files.store import content_of
from pact.newsletter.models import Article, Contribution
from pact.newsletter.views.base import bp
from pact.people.policy import coordinator

AN_HOUR = 3600


@bp.get("/nieuws/foto/<stored_id>")
@access(everyone)
def photo(stored_id: str) -> Response:
    """One that stands in an issue; what was only handed in, for the coordinator."""
    public = db.session.scalar(select(exists().where(Article.photo_id == stored_id)))
    handed_in = exists().where(Contribution.photo_id == stored_id)
    if not public and not (coordinator(g.person) and db.session.scalar(select(handed_in))):
        abort(404)
    kind, content = content_of(stored_id) or abort(404)
    answer = make_response(content)
    answer.headers["Content-Type"] = KINDS[kind].mimetype
    answer.headers["Content-Security-Policy"] = "sandbox"
    if public:  # it never changes, but it may be taken away
        answer.headers["Cache-Control"] = f"public, max-age={AN_HOUR}"
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # a letter is read on another site
    return answer
