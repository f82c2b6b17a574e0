"""The database as every room uses it: typed models, moments in UTC, and write transactions that lose no update.

On SQLite a read followed by a write in a plain transaction loses updates silently; a transaction that may write
therefore takes the write lock at once (BEGIN IMMEDIATE). On PostgreSQL version columns do the same work.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from flask import abort
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ColumnElement, DateTime, Dialect, Engine, MetaData, Row, Select, event, select
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # what we called «gelukt» survives a power cut
    "foreign_keys=ON",
    "secure_delete=ON",  # erased bytes are overwritten
    "busy_timeout=5000",
)

_reading: ContextVar[bool] = ContextVar("reading", default=False)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always aware and in UTC; SQLite has no time zones of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every table. Constraints have fixed names, so that a migration can find them on both databases."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: UtcDateTime},
    )


db = SQLAlchemy(model_class=Base)

M = TypeVar("M")

#: Rows and statements of columns whose types nobody checks: a template reads them by name.
AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]


def find_or_404(model: type[M], *conditions: ColumnElement[bool], options: tuple[ORMOption, ...] = ()) -> M:
    """The one row that meets the conditions, else the page that a row that never existed gets too."""
    found = db.session.scalar(select(model).where(*conditions).options(*options))
    if found is None:
        abort(404)
    return found


def expect_reading(reading: bool) -> None:
    """Say whether the transactions of this request only read. Jobs and commands say nothing: they write."""
    _reading.set(reading)


def ask_first(ask: Callable[[], M]) -> M:
    """What a request must know before it may write: in a transaction of its own, that waits for nobody's lock."""
    if _reading.get():
        return ask()
    token = _reading.set(True)
    try:
        return ask()
    finally:
        _reading.reset(token)
        db.session.rollback()


@contextmanager
def writing() -> Iterator[None]:
    """For the few safe requests that must write a line about themselves (an access line before content shows)."""
    token = _reading.set(False)
    try:
        yield
    finally:
        _reading.reset(token)


def engine_options(url: str) -> dict[str, Any]:
    """Engine settings per database; psycopg refuses SQLite's, and the other way round."""
    quiet = {"hide_parameters": True}  # an error in a log says which statement, never what somebody typed
    if url.startswith("sqlite"):
        return quiet | {"connect_args": {"timeout": 5, "check_same_thread": False}}
    return quiet | {"pool_size": 5, "max_overflow": 5, "pool_pre_ping": True}


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if type(connection).__module__.startswith("sqlite3"):
        connection.isolation_level = None  # we begin transactions ourselves, below
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute("PRAGMA " + pragma)
        cursor.close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if _reading.get():  # never waits or fails, so straight to the driver
        cast(sqlite3.Connection, connection.connection.driver_connection).execute("BEGIN")
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
