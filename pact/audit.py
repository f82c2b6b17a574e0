"""The trail: who did what to which thing, in the transaction of the deed, and never who the resident was.

Lines are insert-only (a trigger refuses the rest) and hash-chained: each line's hash covers the line before it, so
an edit, a removal or a swap is found by `pact audit verify`, which names the first bad line.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import DDL, String, event, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from pact.access import Actor
from pact.dates import now
from pact.db import Base, db

GENESIS = "0" * 64


class AuditLine(Base):
    """One deed. `thing` is a reference such as «referral SR-7K2MPX», never a name."""

    __tablename__ = "audit_line"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(40))
    thing: Mapped[str] = mapped_column(String(60), index=True)
    result: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int | None]  # no foreign key: the trail outlives accounts
    organisation_id: Mapped[int | None]
    origin: Mapped[str] = mapped_column(String(20))  # web, link, resident, clock, command
    facts: Mapped[str] = mapped_column(String(400))  # JSON of codes and numbers
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    def fingerprint(self) -> str:
        said = [self.seq, self.at.isoformat(), self.action, self.thing, self.result, self.person_id]
        said += [self.organisation_id, self.origin, self.facts, self.previous]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


class AuditHead(Base):
    """The end of the chain: one row, locked by whoever adds a line."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


#: Written past the objects of the session: a deed must not wait for them twice.
_HEAD = select(AuditHead.seq, AuditHead.hash).with_for_update()
_MOVE_HEAD, _ADD_LINE = update(AuditHead), insert(AuditLine)
_COLUMNS = tuple(AuditLine.__table__.c.keys())

SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER audit_line_no_{verb.lower()} BEFORE {verb} ON audit_line "
    "BEGIN SELECT RAISE(ABORT, 'audit lines are insert-only'); END"
    for verb in ("UPDATE", "DELETE")
)
POSTGRESQL_GUARDS = (
    "CREATE OR REPLACE FUNCTION audit_line_is_insert_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit lines are insert-only'; END $$",
    "CREATE TRIGGER audit_line_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_line "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_line_is_insert_only()",
)
for _dialect, _guards in (("sqlite", SQLITE_GUARDS), ("postgresql", POSTGRESQL_GUARDS)):
    for _guard in _guards:
        event.listen(AuditLine.__table__, "after_create", DDL(_guard).execute_if(dialect=_dialect))


def record(
    action: str,
    thing: str,
    by: Actor | None = None,
    *,
    organisation_id: int | None = None,
    origin: str = "web",
    result: str = "ok",
    **facts: str | int,
) -> None:
    """Add a line to the trail, with this commit or not at all. `facts` are codes and numbers, never what was typed."""
    line = AuditLine(
        at=now(),
        action=action,
        thing=thing,
        result=result,
        person_id=by.id if by else None,
        organisation_id=organisation_id,
        origin=origin,
        facts=json.dumps(facts, sort_keys=True),
    )
    db.session.info.setdefault("trail", []).append(line)


@event.listens_for(Session, "before_commit")
def _write_lines(session: Session) -> None:
    """Last of all: the end of the chain is one row for everybody, and who locks it first could wait in a ring."""
    if session.in_nested_transaction():
        return
    lines: list[AuditLine] = session.info.pop("trail", [])
    if not lines:
        return
    session.flush()
    connection = session.connection()
    head = connection.execute(_HEAD).one_or_none()
    if head is None:
        connection.execute(insert(AuditHead), {"id": 1, "seq": 0, "hash": GENESIS})
    seq, previous = (head.seq, head.hash) if head else (0, GENESIS)
    for line in lines:
        seq += 1
        line.seq, line.previous = seq, previous
        previous = line.hash = line.fingerprint()
    connection.execute(_ADD_LINE, [{name: getattr(line, name) for name in _COLUMNS} for line in lines])
    connection.execute(_MOVE_HEAD, {"seq": seq, "hash": previous})


@event.listens_for(Session, "after_rollback")
def _forget_lines(session: Session) -> None:
    session.info.pop("trail", None)


def lines_about(thing: str, *actions: str) -> list[AuditLine]:
    """The trail of one thing, oldest first."""
    wanted = select(AuditLine).where(AuditLine.thing == thing, AuditLine.action.in_(actions)).order_by(AuditLine.seq)
    return list(db.session.scalars(wanted))


def broken_lines() -> Iterator[int]:
    """Walk the chain and give the number of each line that does not follow from the one before."""
    expected, number = GENESIS, 0
    for line in db.session.scalars(select(AuditLine).order_by(AuditLine.seq).execution_options(yield_per=1000)):
        number += 1
        if line.seq != number or line.previous != expected or line.hash != line.fingerprint():
            yield number
            number = line.seq
        expected = line.hash
    head = db.session.get(AuditHead, 1)
    if ((head.seq, head.hash) if head else (0, GENESIS)) != (number, expected):
        yield number + 1
