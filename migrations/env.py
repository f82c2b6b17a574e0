"""How Alembic reaches the application's database and knows its tables. Read a new revision before you commit it.

Everything one `upgrade` does is one transaction, on SQLite too, so a failed revision leaves nothing half done.
"""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from pact.db import Base, UtcDateTime


def render_item(kind: str, item: Any, _autogen_context: Any) -> str | bool:
    """A revision stands by itself: it names the column type below ours, not our class of this week."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def skip_empty(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """`flask db migrate` with nothing to say makes no file."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def run(connection: Connection) -> None:
    settings = {"process_revision_directives": skip_empty} | current_app.extensions["migrate"].configure_args
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        transactional_ddl=True,
        **settings,
    )
    with context.begin_transaction():
        context.run_migrations()


def foreign_keys(connection: Connection, state: str) -> None:
    """SQLite changes a table by making it anew; with foreign keys on, dropping the old one would empty its children.

    The pragma counts only outside a transaction, so it goes past SQLAlchemy.
    """
    if connection.dialect.name == "sqlite":
        raw = connection.connection.dbapi_connection
        assert raw is not None  # noqa: S101 - just connected
        raw.execute(f"PRAGMA foreign_keys={state}")


if context.is_offline_mode():
    raise SystemExit("pact migrates a database it can reach; there is no offline script.")

with current_app.extensions["migrate"].db.engine.connect() as connection:
    foreign_keys(connection, "OFF")
    try:
        run(connection)
    finally:
        connection.rollback()
        foreign_keys(connection, "ON")
