"""The trail cannot be changed without somebody noticing, and who notices can say where."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from pact import audit
from pact.db import db


def deeds(app: Flask, count: int = 6) -> None:
    for number in range(1, count + 1):
        with app.app_context():
            audit.record("opened", f"referral SR-{number:06d}", organisation_id=3, turn=number)
            db.session.commit()


def broken(app: Flask) -> list[int]:
    with app.app_context():
        return list(audit.broken_lines())


@contextmanager
def as_owner_of_the_disk(app: Flask) -> Iterator[None]:
    """Somebody who can take the guards away."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            for guard in audit.SQLITE_GUARDS:
                name = re.search(r"CREATE TRIGGER (\w+)", guard)
                assert name
                db.session.execute(text(f"DROP TRIGGER {name[1]}"))
        else:
            db.session.execute(text("ALTER TABLE audit_line DISABLE TRIGGER ALL"))
        yield
        db.session.commit()


def change(app: Flask, statement: str) -> None:
    with as_owner_of_the_disk(app):
        db.session.execute(text(statement))


def test_an_untouched_trail_is_whole(app: Flask) -> None:
    assert broken(app) == []
    deeds(app)
    assert broken(app) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_line SET result = 'nee'", "DELETE FROM audit_line", "DELETE FROM audit_line WHERE seq = 6"],
)
def test_the_database_itself_refuses_to_change_a_line(app: Flask, statement: str) -> None:
    deeds(app)
    with app.app_context(), pytest.raises(DatabaseError, match="insert-only"):
        db.session.execute(text(statement))
    assert broken(app) == []


@pytest.mark.engine("postgresql")
def test_the_database_refuses_to_empty_the_trail_at_once(app: Flask) -> None:
    deeds(app)
    with app.app_context(), pytest.raises(DatabaseError, match="insert-only"):
        db.session.execute(text("TRUNCATE audit_line"))


@pytest.mark.parametrize(
    "column",
    [
        "action = 'closed'",
        "thing = 'referral SR-X'",
        "person_id = 9",
        "facts = '{}'",
        "result = 'no'",
        "organisation_id = 4",
    ],
)
def test_an_edited_line_is_named(app: Flask, column: str) -> None:
    deeds(app)
    change(app, f"UPDATE audit_line SET {column} WHERE seq = 3")
    assert broken(app)[0] == 3


def test_an_edited_moment_is_named(app: Flask) -> None:
    deeds(app)
    change(app, "UPDATE audit_line SET at = '2026-01-01 00:00:00' WHERE seq = 2")
    assert broken(app)[0] == 2


def test_a_removed_line_is_noticed_at_the_next(app: Flask) -> None:
    deeds(app)
    change(app, "DELETE FROM audit_line WHERE seq = 3")
    assert broken(app)[0] == 3


def test_the_first_line_cannot_disappear_unseen(app: Flask) -> None:
    deeds(app)
    change(app, "DELETE FROM audit_line WHERE seq = 1")
    assert broken(app)[0] == 1


def test_the_last_line_cannot_disappear_unseen(app: Flask) -> None:
    deeds(app)
    change(app, "DELETE FROM audit_line WHERE seq = 6")
    assert broken(app) == [6]


def test_swapped_lines_are_named(app: Flask) -> None:
    deeds(app)
    with as_owner_of_the_disk(app):
        for old, new in ((2, 100), (4, 2), (100, 4)):
            db.session.execute(text(f"UPDATE audit_line SET seq = {new} WHERE seq = {old}"))
    assert broken(app)[0] == 2


def test_an_edit_with_a_mended_hash_breaks_the_next_line(app: Flask) -> None:
    deeds(app)
    with as_owner_of_the_disk(app):
        line = db.session.get_one(audit.AuditLine, 3)
        line.action = "nothing"
        line.hash = line.fingerprint()
    assert broken(app)[0] == 4


def test_a_trail_without_its_end_is_not_whole(app: Flask) -> None:
    deeds(app)
    with app.app_context():
        db.session.execute(text("DELETE FROM audit_head"))
        db.session.commit()
    assert broken(app) == [7]


def test_a_deed_that_is_not_done_leaves_no_line(app: Flask) -> None:
    deeds(app, 1)
    with app.app_context():
        audit.record("opened", "referral SR-AAAAAA")
        db.session.rollback()
    deeds(app, 1)
    with app.app_context():
        assert [line.seq for line in audit.lines_about("referral SR-000001", "opened")] == [1, 2]
    assert broken(app) == []
