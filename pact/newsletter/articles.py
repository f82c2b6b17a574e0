"""Putting something in an issue: at its end, from whatever source, and from no source twice."""

from typing import Any

from sqlalchemy import func, select

from pact.dates import now
from pact.db import db
from pact.newsletter.models import Article, Contribution, Issue, Section


def add(issue: Issue, title: str, section: Section = Section.NEWS, **values: Any) -> Article:
    """A new last article. The issue is locked by who changes it, so two do not get one place."""
    last = db.session.scalar(select(func.max(Article.position)).where(Article.issue_id == issue.id)) or 0
    article = Article(issue_id=issue.id, position=last + 1, title=title, section=section, **values)
    db.session.add(article)
    return article


def take(contribution: Contribution, issue: Issue) -> Article:
    """What a partner handed in, in the issue: the coordinator may change the copy, the original stays as it was."""
    contribution.taken_at, contribution.issue_id = now(), issue.id
    contribution.returned_at = contribution.left_out_at = None
    return add(
        issue,
        contribution.title,
        text=contribution.text,
        organisation_id=contribution.organisation_id,
        photo_id=contribution.photo_id,
        photo_description=contribution.photo_description,
        source=f"contribution {contribution.id}",
    )
