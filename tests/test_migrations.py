"""The migrations make what the models say, on both databases, and can be taken back and done again."""

from collections.abc import Callable

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from pact import audit
from pact.db import Base, db
from pact.migrations import bind


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def test_the_migrations_make_what_the_models_say(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    with app.app_context():
        assert differences() == []


def test_down_and_up_again_with_a_town_in_it(make_app: Callable[..., Flask]) -> None:
    app = bind(make_app())
    with app.app_context():
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        upgrade()
        assert differences() == []
        audit.record("tried", "nothing")
        db.session.commit()
        with pytest.raises(DBAPIError):
            db.session.execute(text("UPDATE audit_line SET action = 'changed'"))
        db.session.rollback()
