"""The blueprint of this room, finding the issue that an address names, and the way back to its pages."""

from flask import Blueprint, Response, abort, flash, g, make_response, redirect, request, url_for
from sqlalchemy import select

from pact.access import SAFE_METHODS, require
from pact.db import db
from pact.newsletter import policy
from pact.newsletter.models import Issue
from pact.newsletter.words import blocks_of
from pact.people.policy import coordinator

bp = Blueprint("newsletter", __name__)
bp.add_app_template_filter(blocks_of)


def by_id(issue_id: int) -> Issue:
    """One that the coordinator makes. Who changes something waits for who changes something else there."""
    require(coordinator(g.person))
    wanted = select(Issue).where(Issue.id == issue_id, policy.visible_to(g.person))
    if request.method not in SAFE_METHODS:
        wanted = wanted.with_for_update(of=Issue)
    return db.session.scalar(wanted) or abort(404)


def back_to(endpoint: str, issue: Issue, words: str) -> Response:
    """To one of the pages of this issue, with what was done."""
    flash(words, "positive")
    return make_response(redirect(url_for(endpoint, issue_id=issue.id), 303))
