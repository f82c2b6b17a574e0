"""The ledger of erasures: the number of every destroyed key, in a file that only grows and holds nothing of a person.

A room that erases rows without a key of their own notes them by kind («reader:…») and says how to do it again.

A backup is older than the erasures that came after it. Restoring one reads this file and destroys those keys again,
so what was erased stays erased (SECURITY.md D15). The line is written right after the commit; should the machine stop
in between, the next `pact backup` finds the key destroyed in the database and adds the line.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from flask import current_app
from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import Session

from pact.db import Base, db

NOTED = "destroyed_keys"

#: Does to a restored database, or to this one, what was done since; doing it twice changes nothing.
Replay = Callable[[Connection, list[str]], None]
REPLAYS: dict[str, tuple[type[Base], Replay]] = {}
A_BATCH = 500


def replays(kind: str, model: type[Base]) -> Callable[[Replay], Replay]:
    """Of rows of this model. A backup from before its table existed has nothing to do again."""

    def mark(deed: Replay) -> Replay:
        REPLAYS[kind] = model, deed
        return deed

    return mark


def replay(connection: Connection) -> None:
    """Everything that was noted by kind, in the order in which it was noted."""
    lines, tables = _lines(), set(inspect(connection).get_table_names())
    for kind, (model, deed) in REPLAYS.items():
        noted = [line.removeprefix(f"{kind}:") for line in lines if line.startswith(f"{kind}:")]
        if model.__tablename__ in tables:
            deed(connection, noted)


def batches(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """A few hundred at a time: no database takes a list without end."""
    return (lines[at : at + A_BATCH] for at in range(0, len(lines), A_BATCH))


def file() -> Path:
    return Path(current_app.instance_path) / "erased.ledger"


def note(key_id: str) -> None:
    """This key is destroyed (or this «kind:row» erased), if the current transaction is committed."""
    db.session().info.setdefault(NOTED, []).append(key_id)


def numbers() -> set[str]:
    """The keys in the ledger."""
    return {line for line in _lines() if ":" not in line}


def _lines() -> list[str]:
    with suppress(FileNotFoundError):
        return file().read_text().split()
    return []


def add(key_ids: Iterable[str]) -> None:
    """Write lines in one go, and wait until they are on the disk."""
    lines = "".join(f"{id}\n" for id in key_ids)
    if not lines:
        return
    opened = os.open(file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(opened, lines.encode())
        os.fsync(opened)
    finally:
        os.close(opened)


def empty_log() -> bool:
    """SQLite's write-ahead log still holds what was erased from the database: carry it over and empty it.

    Tells whether it is empty; somebody who is reading at that moment is not disturbed, and the clocks do it again.
    """
    if db.engine.dialect.name != "sqlite":
        return True
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=250")
        (busy, *_pages) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        cursor.execute("PRAGMA busy_timeout=5000")
        cursor.close()
    finally:
        connection.close()
    return not busy


@event.listens_for(Session, "after_commit")
def _write_down(session: Session) -> None:
    destroyed = session.info.pop(NOTED, [])
    add(destroyed)
    if destroyed:
        empty_log()


@event.listens_for(Session, "after_rollback")
def _never_mind(session: Session) -> None:
    session.info.pop(NOTED, None)
