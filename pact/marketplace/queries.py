"""Lists of the marketplace, from new to old by page; the answers to one notice; and what the newsletter takes along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload

from pact.dates import today
from pact.db import AnyRow, AnySelect, db
from pact.marketplace.models import Kind, Notice, Reply
from pact.organisations.models import Organisation

PAGE = 20


@dataclass(frozen=True)
class Page:
    """Rows, and the key of the next page, or None at the end."""

    rows: Sequence[AnyRow]
    next_key: int | None


def is_open() -> ColumnElement[bool]:
    return and_(Notice.closed_at.is_(None), Notice.ends_on >= today())


def _rows() -> AnySelect:
    return select(
        Notice.id,
        Notice.kind,
        Notice.title,
        Notice.text,
        Notice.placed_at,
        Notice.ends_on,
        Notice.closed_at,
        Notice.ending,
        Organisation.name,
        Organisation.slug,
    ).join(Organisation, Organisation.id == Notice.organisation_id)


def listed(
    visible: ColumnElement[bool],
    *,
    kind: Kind | None = None,
    over: bool = False,
    of: Sequence[int] | None = None,
    after: int | None = None,
) -> Page:
    """What stands now, or what is over; asked, offered or both; of everybody or of these organisations."""
    wanted = _rows().where(visible, ~is_open() if over else is_open())
    if kind is not None:
        wanted = wanted.where(Notice.kind == kind)
    if of is not None:
        wanted = wanted.where(Notice.organisation_id.in_(of))
    if after is not None:
        wanted = wanted.where(Notice.id < after)
    rows = db.session.execute(wanted.order_by(Notice.id.desc()).limit(PAGE + 1)).all()
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def replies_to(notice_id: int) -> Sequence[Reply]:
    wanted = select(Reply).where(Reply.notice_id == notice_id).order_by(Reply.id)
    return db.session.scalars(wanted.options(joinedload(Reply.organisation), joinedload(Reply.person))).all()


def replies_by(notice_id: int, person_id: int) -> int:
    wanted = select(func.count()).where(Reply.notice_id == notice_id, Reply.person_id == person_id)
    return db.session.scalar(wanted) or 0


def placed_since(since: datetime) -> AnySelect:
    """What was placed since then and still stands."""
    return _rows().where(is_open(), Organisation.suspended_at.is_(None), Notice.placed_at > since)


def for_newsletter(since: datetime) -> Sequence[AnyRow]:
    """That, asked before offered, for everybody who reads the newsletter."""
    return db.session.execute(placed_since(since).order_by(Notice.kind, Notice.id)).all()
