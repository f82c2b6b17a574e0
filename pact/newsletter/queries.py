"""The issues, newest first; the one that is open to write for; what waits for the next one; and who reads."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, and_, case, cast, func, null, or_, select

from pact.db import AnyRow, AnySelect, db
from pact.newsletter.models import Contribution, Issue, Kind, Reader, Suppression

PAGE = 20


@dataclass(frozen=True)
class Page:
    """Rows, and the key of the next page, or None at the end."""

    rows: Sequence[AnyRow]
    next_key: int | None


def is_open() -> ColumnElement[bool]:
    """As `Issue.is_open`."""
    return and_(Issue.ordered_at.is_(None), Issue.discarded_at.is_(None))


def is_reading() -> ColumnElement[bool]:
    """The rule for a reader to be counted, and to get a delivery; of who has one only is asked whether they left."""
    shut_out = select(Suppression.email_hash).where(Suppression.email_hash == Reader.email_hash)
    return Reader.confirmed_at.is_not(None) & Reader.left_at.is_(None) & ~shut_out.exists()


def listed(visible: ColumnElement[bool], after: int | None = None) -> Page:
    moments = (Issue.ordered_at, Issue.send_at, Issue.began_at, Issue.stopped_at, Issue.paused_at, Issue.sent_at)
    wanted = select(Issue.id, Issue.kind, Issue.title, Issue.closes_on, Issue.send_on, *moments).where(visible)
    if after is not None:
        wanted = wanted.where(Issue.id < after)
    rows = db.session.execute(wanted.order_by(Issue.id.desc()).limit(PAGE + 1)).all()
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def waiting() -> int:
    """Texts that came when there was no issue to write for."""
    wanted = select(func.count()).select_from(Contribution)
    return db.session.scalar(wanted.where(Contribution.issue_id.is_(None), Contribution.left_out_at.is_(None))) or 0


def open_newsletter() -> int | None:
    """The issue in which a message comes that nobody asked for: the newest that is being made."""
    wanted = select(Issue.id).where(is_open(), Issue.kind == Kind.NEWSLETTER)
    return db.session.scalars(wanted.order_by(Issue.id.desc()).limit(1)).first()


def on_the_board() -> AnySelect:
    """For «Vandaag»: what is being made, when it closes, and how many texts came in; and how it is with what leaves."""
    came_in = (
        select(func.count())
        .where(Contribution.issue_id == Issue.id, Contribution.left_out_at.is_(None))
        .correlate(Issue)
        .scalar_subquery()
    )
    leaving = and_(Issue.ordered_at.is_not(None), Issue.sent_at.is_(None), Issue.discarded_at.is_(None))
    state = case(
        (is_open(), null()),
        (Issue.stopped_at.is_not(None), "stopped"),
        (Issue.paused_at.is_not(None), "paused"),
        else_="leaving",
    )
    wanted = select(Issue.id, Issue.title, Issue.closes_on, came_in, cast(state, String(20)))
    return wanted.where(or_(is_open(), leaving)).order_by(Issue.id.desc())
