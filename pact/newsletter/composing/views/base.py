"""The blueprint of composing, the issue and the article that an address names, and what a frozen issue answers."""

from flask import Blueprint, Response, url_for
from flask_babel import gettext as _

from pact.db import db, find_or_404
from pact.htmx import page_or_part
from pact.newsletter.composing import arranging
from pact.newsletter.composing.arranging import Frozen
from pact.newsletter.models import Article, Issue
from pact.newsletter.views.base import by_id

bp = Blueprint("composing", __name__)


def to_change(issue_id: int) -> Issue:
    """One whose words can still change. Raises Frozen."""
    issue = by_id(issue_id)
    arranging.keep_open(issue)
    return issue


def article_of(issue: Issue, article_id: int) -> Article:
    return find_or_404(Article, Article.id == article_id, Article.issue_id == issue.id)


@bp.errorhandler(Frozen)
def say_frozen(frozen: Frozen) -> Response:
    """Somebody was first, and ordered it."""
    db.session.rollback()
    return page_or_part(
        "errors/409.html",
        "errors/_error.html",
        409,
        code=409,
        message=_("Aan deze uitgave kan niets meer veranderen."),
        back_url=url_for("composing.overview", issue_id=frozen.issue_id),
    )
