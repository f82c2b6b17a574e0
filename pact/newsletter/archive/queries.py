"""The issues that went out, from new to old."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from pact.db import AnyRow, AnySelect, db
from pact.newsletter.models import Issue
from pact.newsletter.policy import published

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
