"""A backup while the site goes on: two files, the data and their keys, to be kept in two places.

The data keys are split off, because a copy of the data outlives the people in it: without its keys nobody reads it.
Keys are kept seven days and data thirty, so what is erased today can nowhere be read after a week (SECURITY.md D5).
Restoring puts the two together, and destroys and erases again what stands in the ledger of erasures.
"""

import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import click
from flask import current_app
from sqlalchemy import create_engine, select

from pact import audit, keys, ledger
from pact.dates import HERE, now
from pact.db import db
from pact.health import backup_stamp
from pact.keys import DataKey

DATA, KEYS = ".db", ".keys"
DATA_KEPT, KEYS_KEPT = 30, 7  # days
STAMP = "%Y-%m-%dT%H%M%S"
PAGES = 2000


def make(folder: Path | None = None) -> Path:
    """Copy the database into a dated file without keys, and its keys into a second one. Gives the first."""
    source = _database()
    folder = folder or Path(current_app.instance_path) / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    ledger.add(_destroyed() - ledger.numbers())
    data = folder / f"pact-{now().astimezone(HERE):{STAMP}}{DATA}"
    draft = data.with_suffix(".part")
    draft.touch(mode=0o600)
    _copy(source, draft)
    _split(draft, data.with_suffix(KEYS))
    draft.rename(data)
    backup_stamp().touch()
    _prune(folder)
    click.echo(f"Gegevens: {data}\nSleutels: {data.with_suffix(KEYS)}\nBewaar ze op twee plaatsen.")
    return data


def restore(data: Path, keys_file: Path | None = None, replace: bool = False) -> None:
    """Put a backup back as the database of this installation. Refuses without its keys."""
    target = _database()
    keys_file = keys_file or data.with_suffix(KEYS)
    if not keys_file.is_file():
        raise click.ClickException(
            f"Het bestand met sleutels ontbreekt: {keys_file}. Zonder sleutels zijn de gegevens niet te lezen. "
            "Wijs het aan met --sleutels."
        )
    if missing := _ring_numbers(keys_file) - set(keys.ring()):
        raise click.ClickException(f"In PACT_KEYS ontbreekt hoofdsleutel {', '.join(map(str, sorted(missing)))}.")
    if target.exists() and not replace:
        raise click.ClickException("Er is al een database. Stop de website, en zet haar opzij met --vervang.")
    draft = target.with_suffix(".restoring")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    _copy(data, draft)
    _join(draft, keys_file, ledger.numbers())
    _erase_again(draft)
    db.engine.dispose()
    if target.exists():
        _set_aside(target)
    draft.rename(target)
    broken = next(audit.broken_lines(), None)
    if broken is not None:
        raise click.ClickException(f"Teruggezet, maar regel {broken} van het spoor klopt niet.")
    click.echo("Teruggezet. Het spoor is heel. Wat gewist was, is gewist gebleven.")


def _database() -> Path:
    if db.engine.dialect.name != "sqlite" or not db.engine.url.database:
        raise click.ClickException(
            "Deze opdracht is voor SQLite. Gebruik bij PostgreSQL: pg_dump --format=custom, en bewaar de tabel "
            "data_key apart (--exclude-table-data=data_key). Zet terug met pg_restore, met de website uit."
        )
    return Path(db.engine.url.database)


def _copy(source: Path, target: Path) -> None:
    """SQLite's own online copy: whole and consistent, however busy the site is."""
    shown = 0.0

    def progress(_status: int, left: int, total: int) -> None:
        nonlocal shown
        if total and time.monotonic() - shown > 1:
            shown = time.monotonic()
            click.echo(f"{100 * (total - left) // total}%…", err=True)

    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing, pages=PAGES, progress=progress, sleep=0.01)
        writing.execute("PRAGMA journal_mode=DELETE")


def _split(data: Path, keys_file: Path) -> None:
    """Move the data keys out of the copy; VACUUM leaves none of their bytes behind."""
    keys_file.touch(mode=0o600)
    with closing(sqlite3.connect(data, isolation_level=None)) as copy:
        copy.execute("PRAGMA secure_delete=ON")
        copy.execute("ATTACH ? AS keys", (str(keys_file),))
        copy.execute("CREATE TABLE keys.data_key AS SELECT * FROM main.data_key")
        copy.execute("DELETE FROM main.data_key")
        copy.execute("DETACH keys")
        copy.execute("VACUUM")


def _join(data: Path, keys_file: Path, erased: set[str]) -> None:
    at = now().replace(tzinfo=None).isoformat(" ")
    with closing(sqlite3.connect(data, isolation_level=None)) as copy:
        copy.execute("PRAGMA secure_delete=ON")
        copy.execute("ATTACH ? AS keys", (str(keys_file),))
        copy.execute("BEGIN IMMEDIATE")
        copy.execute("INSERT INTO main.data_key SELECT * FROM keys.data_key")
        copy.executemany(
            "UPDATE main.data_key SET wrapped = NULL, destroyed_at = coalesce(destroyed_at, ?) WHERE id = ?",
            [(at, id) for id in sorted(erased)],
        )
        copy.execute("COMMIT")
        copy.execute("DETACH keys")


def _erase_again(data: Path) -> None:
    """What has no key of its own, and was erased since. Nobody else has this file open."""
    engine = create_engine(f"sqlite:///{data}")
    with engine.begin() as copy:
        ledger.replay(copy)
    engine.dispose()


def _ring_numbers(keys_file: Path) -> set[int]:
    with closing(sqlite3.connect(keys_file)) as opened:
        return {
            row[0] for row in opened.execute("SELECT DISTINCT wrapped_with FROM data_key WHERE wrapped IS NOT NULL")
        }


def _set_aside(target: Path) -> None:
    """The database that was here, with its journal, under another name."""
    mark = f".{now().astimezone(HERE):{STAMP}}.old"
    for suffix in ("", "-wal", "-shm"):
        file = Path(f"{target}{suffix}")
        if file.exists():
            file.rename(f"{target}{mark}{suffix}")
    click.echo(f"De vorige database staat in {target}{mark}. Wis haar als alles klopt.")


def _destroyed() -> set[str]:
    found = set(db.session.scalars(select(DataKey.id).where(DataKey.destroyed_at.is_not(None))))
    db.session.rollback()
    return found


def _prune(folder: Path) -> None:
    """By the date in the name: a file that was copied or moved looks younger than it is."""
    for suffix, days in ((DATA, DATA_KEPT), (KEYS, KEYS_KEPT)):
        oldest = f"pact-{now().astimezone(HERE) - timedelta(days=days):{STAMP}}"
        for file in folder.glob(f"pact-*{suffix}"):
            if file.stem < oldest:
                file.unlink()
