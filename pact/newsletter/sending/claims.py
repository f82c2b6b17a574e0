"""Whose a delivery is, in the database. A lane claims some hundreds, and says of fifty at most that it is sending them.

Statements on tables and not on objects: hundreds of thousands of rows pass here. Nothing here commits.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, Update, and_, bindparam, null, or_, select, update

from pact.dates import now
from pact.db import AnyRow, db
from pact.newsletter.models import Delivery, DeliveryState, Issue, Reader

LEASE = timedelta(seconds=120)

deliveries = cast(Table, Delivery.__table__)
readers = cast(Table, Reader.__table__)
issues = cast(Table, Issue.__table__)


def may_send(issue_id: int) -> bool:
    """It began, nobody stopped it, and it is not done."""
    return bool(db.session.connection().scalar(MAY_SEND, {"issue": issue_id}))


def claim(issue_id: int, worker: str, most: int) -> Sequence[AnyRow]:
    """Take up to so many: new ones first, then those put off whose time has come. Those in doubt come when nothing else
    is left: in doubt a second time they are not sent again, so they go when least can happen.

    Gives what is needed to write to them; who left in between is cancelled.
    """
    moment = now()
    ids: list[int] = []
    for state in (DeliveryState.QUEUED, DeliveryState.DEFERRED):
        if len(ids) < most:
            ids += _free(issue_id, state, moment, most - len(ids))
    ids = ids or _free(issue_id, DeliveryState.UNSURE, moment, most)
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
    """Of these deliveries, those whose readers read on.

    Whether they do is not asked of the database: for a condition on readers it would begin with all of those.
    """
    wanted = (
        select(
            deliveries.c.id,
            deliveries.c.letter_id,
            deliveries.c.tries,
            deliveries.c.unsure_at,
            readers.c.id.label("reader_id"),
            readers.c.email_sealed,
            readers.c.salt,
            and_(readers.c.confirmed_at.is_not(None), readers.c.left_at.is_(None)).label("reads"),
        )
        .join(readers, readers.c.id == deliveries.c.reader_id)
        .where(deliveries.c.id.in_(bindparam("ids", expanding=True)))
    )
    found = db.session.execute(wanted, {"ids": list(ids)})
    rows = [row for row in found if row.reads]
    return sorted(rows, key=lambda row: row.id)


def gone_until(issue_id: int, worker: str, last: int) -> set[int]:
    """Of what this lane claimed, up to this number: those whose readers left, or are no more."""
    given = {"issue": issue_id, "me": worker, "last": last}
    return set(db.session.connection().scalars(GONE, given))


def still_reading(ids: Sequence[int]) -> set[int]:
    wanted = select(deliveries.c.id, readers.c.confirmed_at, readers.c.left_at)
    wanted = wanted.join(readers, readers.c.id == deliveries.c.reader_id)
    wanted = wanted.where(deliveries.c.id.in_(bindparam("ids", expanding=True)))
    found = db.session.execute(wanted, {"ids": list(ids)})
    return {id for id, confirmed_at, left_at in found if left_at is None and confirmed_at is not None}


# -- what becomes of them ------------------------------------------------------------------------------------------


def begin_sending(issue_id: int, worker: str, last: int) -> set[int]:
    """All that this lane claimed, up to this number. Gives which those still are."""
    return set(db.session.connection().scalars(BEGIN, {"issue": issue_id, "me": worker, "last": last}))


def accept(ids: Sequence[int]) -> None:
    _set(ids, state=DeliveryState.ACCEPTED.value, ended_at=now(), trouble=None, **NOBODYS)


def accept_but(issue_id: int, worker: str, ids: Sequence[int], others: Sequence[int]) -> None:
    """These, which are all that this lane is sending but a few others: that is said in fewer words."""
    if len(others) > FEW:
        accept(ids)
        return
    names = dict.fromkeys((f"other{n}" for n in range(FEW)), -1)
    names.update((f"other{n}", id) for n, id in enumerate(others))
    db.session.connection().execute(ACCEPT, {"issue": issue_id, "me": worker, "moment": now()} | names)


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


#: Said for every fifty messages, so they are made once, and none has a list that is longer each time.
FEW = 24
_claimed = and_(
    deliveries.c.issue_id == bindparam("issue"),
    deliveries.c.state == DeliveryState.CLAIMED.value,
    deliveries.c.id <= bindparam("last"),
    deliveries.c.worker == bindparam("me"),
)
MAY_SEND = select(issues.c.id).where(
    issues.c.id == bindparam("issue"),
    issues.c.began_at.is_not(None),
    issues.c.stopped_at.is_(None),
    issues.c.sent_at.is_(None),
)
GONE = (
    select(deliveries.c.id)
    .outerjoin(readers, readers.c.id == deliveries.c.reader_id)
    .where(_claimed, or_(readers.c.id.is_(None), readers.c.left_at.is_not(None), readers.c.confirmed_at.is_(None)))
)
BEGIN = update(deliveries).where(_claimed).values(state=DeliveryState.SENDING.value).returning(deliveries.c.id)
ACCEPT = (
    update(deliveries)
    .where(
        deliveries.c.issue_id == bindparam("issue"),
        deliveries.c.state == DeliveryState.SENDING.value,
        deliveries.c.worker == bindparam("me"),
        deliveries.c.id.not_in([bindparam(f"other{n}") for n in range(FEW)]),
    )
    .values(
        state=DeliveryState.ACCEPTED.value,
        ended_at=bindparam("moment", type_=deliveries.c.ended_at.type),
        trouble=null(),
        worker=null(),
        leased_until=null(),
    )
)

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
