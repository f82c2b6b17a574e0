"""The issues that went out, from new to old, and what stands in one of them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select

from pact.db import AnyRow, AnySelect, db
from pact.newsletter.models import Article, Issue
from pact.newsletter.policy import published
from pact.organisations.models import Organisation

PAGE = 24


def _rows(visible: ColumnElement[bool]) -> AnySelect:
    wanted = select(Issue.id, Issue.kind, Issue.title, Issue.introduction, Issue.began_at)
    return wanted.where(visible).order_by(Issue.began_at.desc(), Issue.id.desc())


def listed(before_id: int | None = None) -> tuple[Sequence[AnyRow], int | None]:
    """A page of the archive, and the issue after which to go on when there is more."""
    wanted = _rows(published()).limit(PAGE + 1)
    if before_id is not None:
        wanted = wanted.where(Issue.began_at < select(Issue.began_at).where(Issue.id == before_id).scalar_subquery())
    rows = db.session.execute(wanted).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def newest(most: int) -> Sequence[AnyRow]:
    return db.session.execute(_rows(published()).limit(most)).all()


def one(issue_id: int, visible: ColumnElement[bool]) -> AnyRow | None:
    return db.session.execute(_rows(visible).where(Issue.id == issue_id)).one_or_none()


def articles_of(issue_ids: Sequence[int]) -> Sequence[AnyRow]:
    """Of these issues, each in their order."""
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
            Organisation.name,
        )
        .join(Organisation, Organisation.id == Article.organisation_id, isouter=True)
        .where(or_(*(Article.issue_id == id for id in issue_ids)))
        .order_by(Article.issue_id, Article.position, Article.id)
    ).all()
