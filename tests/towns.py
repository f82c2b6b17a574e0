"""The demo town as a database: built once per run and engine by a process of its own, copied for each test.

`python -m tests.towns URL MOMENT` fills the database at URL. A process of its own, because migrations set up logging
as they like, and because what a build leaves behind in memory would help tests that should fail.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests import postgres
from tests.runs import locked

ROOT = Path(__file__).resolve().parent.parent

#: A Tuesday morning without holidays near. Every test begins here, so that none depends on the day it is run.
MOMENT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

SECRETS = {
    "SECRET_KEY": "only-for-tests-" + "s" * 40,
    "SECURITY_PASSWORD_SALT": "only-for-tests-" + "p" * 40,
    "TOTP_SECRET": "only-for-tests-" + "t" * 40,
    "RECOVERY_CODES_KEY": "cmVjb3ZlcnkgY29kZXMga2V5IG9ubHkgZm9yIHRlc3Q=",
    "KEYS": "1:a2V5IG51bWJlciBvbmUsIG9ubHkgZm9yIHRlc3Rpbmc=",
}


def make_instance(folder: Path) -> Path:
    """The folder of an installation whose secrets the tests know."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "secrets.json").write_text(json.dumps(SECRETS))
    return folder


def environment(url: str, instance: Path, **settings: str) -> dict[str, str]:
    """The environment of a process of the application, as an operator would write it."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PACT_")}
    return bare | {"PACT_INSTANCE": str(instance), "PACT_DATABASE_URL": url} | settings


@dataclass(frozen=True)
class Database:
    """A database of one test."""

    url: str
    socket: str = ""
    name: str = ""

    def drop(self) -> None:
        if self.socket:
            postgres.drop(self.socket, self.name)


def lay(run: Path, engine: str, folder: Path, moment: datetime | None = MOMENT, filled: bool = True) -> Database:
    """A fresh copy of the town (or of its empty tables) in place of the one that belonged to this folder.

    Without a moment it is the town of this very hour.
    """
    kind = "-".join(["town" if filled else "tables", "then" if moment else "today"])
    template = _template(run, engine, kind, moment)
    if engine == "sqlite":
        for old in folder.glob("pact.db*"):  # with its log: a copy over it would be read together with the old one's
            old.unlink()
        file = folder / "pact.db"
        shutil.copyfile(template, file)
        return Database(f"sqlite:///{file}")
    socket, name = postgres.server(run), f"test_{folder.name}"
    postgres.drop(socket, name)
    return Database(postgres.create(socket, name, template), socket, name)


def _template(run: Path, engine: str, kind: str, moment: datetime | None) -> str:
    name = f"{kind}-{engine}"
    ready, trouble = run / f"{name}.ready", run / f"{name}.trouble"
    with locked(run, name):
        if trouble.exists():
            raise RuntimeError(trouble.read_text())
        if not ready.exists():
            if engine == "sqlite":
                made = str(run / f"{name}.db")
                url = f"sqlite:///{made}"
            else:
                made = f"template_{kind}"
                url = postgres.create(postgres.server(run), made)
            _build(url, kind, moment, make_instance(run / name), trouble)
            ready.write_text(made)
        return ready.read_text()


def _build(url: str, kind: str, moment: datetime | None, instance: Path, trouble: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "tests.towns", kind, moment.isoformat() if moment else ""],
        cwd=ROOT,
        env=environment(url, instance, PACT_DEMO="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        trouble.write_text(f"the demo town could not be built on {url.partition(':')[0]}:\n{built.stderr[-4000:]}")
        raise RuntimeError(trouble.read_text())


def build(kind: str, moment: datetime | None) -> None:
    """Fill the database of the environment. The letters it writes are delivered, so that a test finds none of them."""
    from contextlib import nullcontext

    import time_machine

    from pact import create_app, jobs
    from pact.db import db
    from pact.demo import town
    from pact.migrations import upgrade

    with time_machine.travel(moment, tick=True) if moment else nullcontext():
        app = create_app({"WAKE_WORKER": False, "MAIL_URL": ""})
        upgrade(app)
        with app.app_context():
            if kind.startswith("town"):
                town.fill()
                db.session.commit()
                while ids := jobs.due_ids():
                    db.session.rollback()
                    for id in ids:
                        jobs.run(id)
            db.session.remove()
            if db.engine.dialect.name == "sqlite":
                with db.engine.connect() as connection:
                    connection.exec_driver_sql("COMMIT")
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                    connection.exec_driver_sql("BEGIN")
            db.engine.dispose()


if __name__ == "__main__":
    build(sys.argv[1], datetime.fromisoformat(sys.argv[2]) if sys.argv[2] else None)
