"""`/bijdrage/<token>`: an organisation hands something in, changes it, or says «deze keer niets». No account needed.

Opening the link changes nothing: only a pressed button does.
"""

from flask import Response, abort, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import SAFE_METHODS, access, everyone
from pact.dates import now
from pact.db import db
from pact.extensions import limiter
from pact.files.accepting import KINDS
from pact.files.store import content_of
from pact.htmx import page
from pact.keys import token_hash
from pact.newsletter.contributions import photos, queries
from pact.newsletter.contributions.views.base import bp
from pact.newsletter.contributions.views.writing import Desk, answer, form_for, writing_page
from pact.newsletter.models import Call, Contribution

#: A photo takes us a second to look through.
OFTEN = "60 per hour"


@bp.get("/bijdrage/<token>")
@access(everyone)
@limiter.limit("60 per minute")
def by_link(token: str) -> Response:
    """The form; or what was handed in, with the way to change it."""
    call = _call(token)
    texts = _texts(call)
    if not texts and call.declined_at is None and call.issue.is_open:
        desk = _desk(token)
        return writing_page(desk, form_for(desk))
    return page("newsletter/contributions/by_link.html", call=call, issue=call.issue, texts=texts, token=token)


@bp.route("/bijdrage/<token>/tekst", methods=["GET", "POST"])
@access(everyone)
@limiter.limit(OFTEN, methods=["POST"])
def write(token: str) -> Response:
    return answer(lambda: _desk(token))


@bp.route("/bijdrage/<token>/tekst/<int:contribution_id>", methods=["GET", "POST"])
@access(everyone)
@limiter.limit(OFTEN, methods=["POST"])
def rewrite(token: str, contribution_id: int) -> Response:
    return answer(lambda: _desk(token, contribution_id))


@bp.post("/bijdrage/<token>/tekst/<int:contribution_id>/voorstel")
@access(everyone)
@limiter.limit("60 per minute")
def adopt(token: str, contribution_id: int) -> Response:
    """The coordinator's words in the place of theirs. Pressed twice, it is done already."""
    text = _text(_call(token), contribution_id)
    if text.returned_at is not None and text.may_change:
        text.hand_in_again(text.title, text.suggestion)
        audit.record("suggestion_adopted", text.thing, organisation_id=text.organisation_id, origin="link")
        db.session.commit()
    flash(_("Het voorstel is overgenomen."), "positive")
    return _to(token)


@bp.post("/bijdrage/<token>/niets")
@access(everyone)
@limiter.limit("60 per minute")
def decline(token: str) -> Response:
    """An answer like any other: nobody reminds them. Who handed something in has said otherwise."""
    call = _call(token)
    if not call.issue.is_open:
        return page("newsletter/contributions/over.html", 409, desk=_desk(token))
    if call.declined_at is None and not _texts(call):
        call.declined_at = now()
        audit.record("contribution_declined", call.issue.thing, organisation_id=call.organisation_id, origin="link")
        db.session.commit()
    return _to(token)


@bp.get("/bijdrage/foto/<mark>")
@access(everyone)
@limiter.limit("120 per minute")
def photo(mark: str) -> Response:
    """For who handed it in, before it stands anywhere: the mark in the address is theirs."""
    kind, content = content_of(photos.known(mark) or abort(404)) or abort(404)
    shown = make_response(content)
    shown.headers["Content-Type"] = KINDS[kind].mimetype
    shown.headers["Content-Security-Policy"] = "sandbox"
    return shown


def _call(token: str) -> Call:
    """What was asked; else the page of a link that does not work (any more). Who changes something locks the issue."""
    call = queries.by_token_hash(token_hash(token), lock=request.method not in SAFE_METHODS)
    if call is None:
        abort(page("newsletter/contributions/gone.html", 404))
    return call


def _texts(call: Call) -> list[Contribution]:
    """Of the whole organisation, also what a colleague handed in who was signed in."""
    return list(queries.texts_of([call.organisation_id], Contribution.issue_id == call.issue_id))


def _text(call: Call, contribution_id: int) -> Contribution:
    found = queries.texts_of(
        [call.organisation_id], Contribution.issue_id == call.issue_id, Contribution.id == contribution_id
    )
    return found[0] if found else abort(404)


def _desk(token: str, contribution_id: int | None = None) -> Desk:
    call = _call(token)
    return Desk(
        organisations=[(call.organisation_id, call.organisation.name)],
        issue=call.issue,
        call=call,
        text=_text(call, contribution_id) if contribution_id is not None else None,
        back=url_for("contributions.by_link", token=token),
        post_to=url_for("contributions.write", token=token) if contribution_id is None else "",
        token=token,
    )


def _to(token: str) -> Response:
    return make_response(redirect(url_for("contributions.by_link", token=token), 303))
