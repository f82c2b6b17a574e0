"""Whose a delivery is, in the database. A lane claims some hundreds, and says of fifty at most that it is sending them.

Statements on tables and not on objects: hundreds of thousands of rows pass here. Nothing here commits.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast

from sqlalchemy import Table, Update, bindparam, or_, select, update

from pact.dates import now
from pact.db import AnyRow, db
from pact.newsletter.models import Delivery, DeliveryState, Issue, Reader
from pact.newsletter.sending.beginning import is_reading

LEASE = timedelta(seconds=120)

deliveries = cast(Table, Delivery.__table__)
readers = cast(Table, Reader.__table__)


class Standing(NamedTuple):
    """Whether a lane may go on."""

    may_send: bool
    is_paused: bool


def standing(issue_id: int) -> Standing:
    wanted = select(Issue.began_at, Issue.stopped_at, Issue.paused_at, Issue.sent_at).where(Issue.id == issue_id)
    row = db.session.execute(wanted).one_or_none()
    if row is None:
        return Standing(False, False)
    return Standing(bool(row.began_at and not row.stopped_at and not row.sent_at), bool(row.paused_at))


def claim(issue_id: int, worker: str, most: int) -> Sequence[AnyRow]:
    """Take up to so many: new ones first, then those put off whose time has come, last those in doubt.

    Gives what is needed to write to them; who left in between is cancelled.
    """
    moment = now()
    ids: list[int] = []
    for state in (DeliveryState.QUEUED, DeliveryState.DEFERRED, DeliveryState.UNSURE):
        if len(ids) < most:
            ids += _free(issue_id, state, moment, most - len(ids))
    if not ids:
        return []
    rows = read(ids)
    gone = sorted(set(ids) - {row.id for row in rows})
    cancel(gone)
    _set(
        [row.id for row in rows],
        state=DeliveryState.CLAIMED.value,
        worker=worker,
        leased_until=moment + LEASE,
    )
    return rows


def _free(issue_id: int, state: DeliveryState, moment: datetime, most: int) -> list[int]:
    wanted = select(deliveries.c.id).where(deliveries.c.issue_id == issue_id, deliveries.c.state == state.value)
    if state != DeliveryState.QUEUED:
        wanted = wanted.where(or_(deliveries.c.next_at.is_(None), deliveries.c.next_at <= moment))
    wanted = wanted.order_by(deliveries.c.id).limit(most).with_for_update(skip_locked=True)
    return list(db.session.scalars(wanted))


def read(ids: Sequence[int]) -> Sequence[AnyRow]:
    """Of these deliveries, those whose readers read on."""
    wanted = (
        select(
            deliveries.c.id,
            deliveries.c.letter_id,
            deliveries.c.tries,
            deliveries.c.unsure_at,
            readers.c.id.label("reader_id"),
            readers.c.email_sealed,
            readers.c.salt,
        )
        .join(readers, readers.c.id == deliveries.c.reader_id)
        .where(deliveries.c.id.in_(ids), is_reading())
        .order_by(deliveries.c.id)
    )
    return db.session.execute(wanted).all()


def still_reading(ids: Sequence[int]) -> set[int]:
    wanted = select(deliveries.c.id).join(readers, readers.c.id == deliveries.c.reader_id)
    return set(db.session.scalars(wanted.where(deliveries.c.id.in_(ids), is_reading())))


# -- what becomes of them ------------------------------------------------------------------------------------------


def begin_sending(ids: Sequence[int]) -> None:
    _set(ids, state=DeliveryState.SENDING.value)


def accept(ids: Sequence[int]) -> None:
    _set(ids, state=DeliveryState.ACCEPTED.value, ended_at=now(), trouble=None, **NOBODYS)


def cancel(ids: Sequence[int]) -> None:
    _set(ids, state=DeliveryState.CANCELLED.value, ended_at=now(), **NOBODYS)


def put_back(ids: Sequence[int]) -> None:
    """Nothing was said about these: they wait as before, and no try is counted."""
    _set(ids, state=DeliveryState.QUEUED.value, **NOBODYS)


def put_off(id: int, tries: int, next_at: datetime, trouble: str) -> None:
    _set([id], state=DeliveryState.DEFERRED.value, tries=tries, next_at=next_at, trouble=trouble[:20], **NOBODYS)


def doubt(ids: Sequence[int]) -> None:
    """Once more, under the same name."""
    _set(ids, state=DeliveryState.UNSURE.value, unsure_at=now(), next_at=None, trouble="unsure", **NOBODYS)


def fail(ids: Sequence[int], trouble: str) -> None:
    _set(ids, state=DeliveryState.FAILED.value, ended_at=now(), trouble=trouble[:20], **NOBODYS)


def cancel_rest(issue_id: int) -> None:
    """All that no lane has begun with."""
    waiting = [DeliveryState.QUEUED.value, DeliveryState.DEFERRED.value, DeliveryState.UNSURE.value]
    rest = update(deliveries).where(deliveries.c.issue_id == issue_id, deliveries.c.state.in_(waiting))
    db.session.execute(rest.values(state=DeliveryState.CANCELLED.value, ended_at=now(), **NOBODYS))


def keep(issue_id: int, worker: str) -> None:
    """These are still mine."""
    mine = update(deliveries).where(
        deliveries.c.issue_id == issue_id,
        deliveries.c.state.in_([DeliveryState.CLAIMED.value, DeliveryState.SENDING.value]),
        deliveries.c.worker == worker,
    )
    db.session.execute(mine.values(leased_until=now() + LEASE))


NOBODYS: dict[str, Any] = {"worker": None, "leased_until": None}
_STATEMENTS: dict[tuple[str, ...], Update] = {}


def _set(ids: Sequence[int], **values: Any) -> None:
    if not ids:
        return
    names = tuple(values)
    statement = _STATEMENTS.get(names)
    if statement is None:
        statement = update(deliveries).where(deliveries.c.id.in_(bindparam("ids", expanding=True)))
        statement = statement.values({name: bindparam(f"new_{name}") for name in names})
        _STATEMENTS[names] = statement
    db.session.execute(statement, {"ids": list(ids)} | {f"new_{name}": value for name, value in values.items()})
