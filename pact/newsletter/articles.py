"""What stands in an issue, in its order; and putting something in it: at its end, from whatever source."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, func, select

from pact.dates import now
from pact.db import AnyRow, db
from pact.newsletter.models import Article, Contribution, Issue, Section
from pact.organisations.models import Organisation

#: For a question to the database: first the section, in the order of the letter.
IN_ORDER = (
    case({section: place for place, section in enumerate(Section)}, value=Article.section),
    Article.position,
    Article.id,
)


def of(*issue_ids: int) -> Sequence[AnyRow]:
    """The articles of these issues, of each in the order of the letter."""
    return db.session.execute(
        select(
            Article.id,
            Article.issue_id,
            Article.section,
            Article.audience,
            Article.title,
            Article.text,
            Article.link,
            Article.photo_id,
            Article.photo_description,
            Article.source,
            Organisation.name.label("organisation"),
        )
        .outerjoin(Organisation, Organisation.id == Article.organisation_id)
        .where(Article.issue_id.in_(issue_ids))
        .order_by(Article.issue_id, *IN_ORDER)
    ).all()


def last_position(issue_id: int) -> int:
    return db.session.scalar(select(func.max(Article.position)).where(Article.issue_id == issue_id)) or 0


def add(issue: Issue, title: str, section: Section = Section.NEWS, **values: Any) -> Article:
    """A new last article. The issue is locked by who changes it, so two do not get one place."""
    article = Article(issue_id=issue.id, position=last_position(issue.id) + 1, title=title, section=section, **values)
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
        source=contribution.thing,
    )


def contribution_of(source: str | None) -> int | None:
    """The number of what a partner handed in, if that is where an article came from."""
    kind, _space, number = (source or "").partition(" ")
    return int(number) if kind == "contribution" else None
