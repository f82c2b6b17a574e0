"""Several processes change one row at the same time, and nothing is lost and nobody is refused."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from pact import audit, create_app
from pact.db import db, expect_reading, writing
from tests import towns

PROCESSES, TIMES = 4, 60

#: What each process does: read, think, write; as a POST does it, through the application's own session.
ADD_ONE = """
import sys
from sqlalchemy import text
from pact import audit, create_app
from pact.db import db, expect_reading
app = create_app({"WAKE_WORKER": False})
for turn in range(int(sys.argv[1])):
    with app.app_context():
        expect_reading(False)
        FOR = " FOR UPDATE" if db.engine.dialect.name == "postgresql" else ""
        seen = db.session.execute(text("SELECT n FROM counter" + FOR)).scalar_one()
        audit.record("counted", "counter 1", turn=turn)
        db.session.execute(text("UPDATE counter SET n = :n"), {"n": seen + 1})
        db.session.commit()
"""


def test_processes_that_read_and_write_one_row_lose_no_update(
    app: Flask, database: towns.Database, instance: Path
) -> None:
    with app.app_context():
        db.session.execute(text("CREATE TABLE counter (n INTEGER NOT NULL)"))
        db.session.execute(text("INSERT INTO counter VALUES (0)"))
        db.session.commit()
    environment = towns.environment(database.url, instance)
    at_work = [
        subprocess.Popen(
            [sys.executable, "-c", ADD_ONE, str(TIMES)],
            cwd=towns.ROOT,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    said = [process.communicate(timeout=120)[1] for process in at_work]
    assert [process.returncode for process in at_work] == [0] * PROCESSES, said
    with app.app_context():
        assert db.session.execute(text("SELECT n FROM counter")).scalar_one() == PROCESSES * TIMES
        lines = db.session.scalars(text("SELECT seq FROM audit_line ORDER BY seq")).all()
        assert list(lines) == list(range(1, PROCESSES * TIMES + 1))
        assert list(audit.broken_lines()) == []


@pytest.mark.engine("sqlite")
def test_a_safe_request_reads_while_somebody_writes(app: Flask) -> None:
    with app.app_context():
        expect_reading(False)
        db.session.execute(text("SELECT 1"))  # takes the write lock
        other = create_app({"SQLALCHEMY_DATABASE_URI": app.config["SQLALCHEMY_DATABASE_URI"]})
        with other.app_context():
            expect_reading(True)
            assert db.session.execute(text("SELECT count(*) FROM person")).scalar_one() == 0
            db.session.rollback()
            db.engine.dispose()
        expect_reading(False)
        db.session.rollback()


@pytest.mark.engine("sqlite")
def test_a_transaction_begins_as_writing_unless_it_said_it_reads(app: Flask) -> None:
    def begun() -> str:
        db.session.rollback()
        seen: list[str] = []
        connection = db.session.connection().connection.dbapi_connection
        connection.set_trace_callback(seen.append)  # type: ignore[union-attr]
        db.session.rollback()
        db.session.execute(text("SELECT 1"))
        connection.set_trace_callback(None)  # type: ignore[union-attr]
        return next(statement for statement in seen if statement.startswith("BEGIN"))

    with app.app_context():
        expect_reading(False)
        assert begun() == "BEGIN IMMEDIATE"
        expect_reading(True)
        assert begun() == "BEGIN"
        with writing():
            assert begun() == "BEGIN IMMEDIATE"
        expect_reading(False)


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 5000)],
)
def test_every_connection_is_as_careful_as_the_design_says(app: Flask, pragma: str, value: object) -> None:
    with app.app_context():
        assert db.session.execute(text(f"PRAGMA {pragma}")).scalar_one() == value
