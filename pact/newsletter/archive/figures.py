"""How many letters arrived, and who came and went: counted from what mail servers and readers told us themselves.

Nobody is followed: there is no pixel and no counted link, so who opened what is not known, and is not asked.
"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from pact.db import db
from pact.newsletter.models import Delivery, DeliveryState, Issue, Reader
from pact.newsletter.policy import published

MOST = 24


class IssueFigures(NamedTuple):
    """Of one issue. `joined` and `left` count from this issue until the next."""

    id: int
    title: str
    began_at: datetime
    delivered: int
    bounced: int
    failed: int
    joined: int
    left: int


def of_issues(most: int = MOST) -> list[IssueFigures]:
    """The last issues, new to old."""
    accepted = Delivery.state == DeliveryState.ACCEPTED
    came_back = Delivery.bounced_at.is_not(None)
    counted = (
        select(
            Delivery.issue_id,
            func.sum(case((and_(accepted, ~came_back), 1), else_=0)).label("delivered"),
            func.sum(case((came_back, 1), else_=0)).label("bounced"),
            func.sum(case((Delivery.state == DeliveryState.FAILED, 1), else_=0)).label("failed"),
        )
        .group_by(Delivery.issue_id)
        .subquery()
    )
    after = func.lead(Issue.began_at).over(order_by=Issue.began_at)
    periods = select(Issue.id, Issue.title, Issue.began_at, after.label("after")).where(published()).subquery()
    joined = _count_between(Reader.confirmed_at, periods.c.began_at, periods.c.after)
    left = select(func.count()).where(Reader.left_issue_id == periods.c.id).scalar_subquery()
    wanted = (
        select(
            periods.c.id,
            periods.c.title,
            periods.c.began_at,
            func.coalesce(counted.c.delivered, 0),
            func.coalesce(counted.c.bounced, 0),
            func.coalesce(counted.c.failed, 0),
            joined,
            left,
        )
        .join(counted, counted.c.issue_id == periods.c.id, isouter=True)
        .order_by(periods.c.began_at.desc())
        .limit(most)
    )
    return [IssueFigures(*row) for row in db.session.execute(wanted)]


def _count_between(
    moment: InstrumentedAttribute[datetime | None], begin: ColumnElement[Any], end: ColumnElement[Any]
) -> ScalarSelect[int]:
    until = or_(end.is_(None), moment <= end)
    return select(func.count()).select_from(Reader).where(moment > begin, until).scalar_subquery()
