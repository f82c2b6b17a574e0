"""Looking for words everywhere something is kept: the database and its log, the queue, the session, what was logged."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from pact.db import db
from tests.visitors import PactClient


class Traces:
    """traces.of(words, anna) is where these words, or these bytes, are found; an empty list is what one wants."""

    def __init__(self, app: Flask, folder: Path, log: pytest.LogCaptureFixture) -> None:
        self._app, self._folder, self._log = app, folder, log

    def of(self, words: Iterable[str | bytes], *clients: PactClient) -> list[str]:
        sought = [word.encode() if isinstance(word, str) else word for word in words]
        return [
            f"{word!r} in {place}" for place, kept in self._places(clients) for word in sought if _holds(kept, word)
        ]

    def _places(self, clients: Iterable[PactClient]) -> Iterator[tuple[str, bytes]]:
        for file in sorted(self._folder.rglob("*")):
            if file.is_file():
                yield str(file.relative_to(self._folder)), file.read_bytes()
        yield from self._rows()
        for number, client in enumerate(clients):
            with client.session_transaction() as session:
                yield f"session {number}", json.dumps(dict(session), default=str).encode()
        yield "the log", self._log.text.encode()

    def _rows(self) -> Iterator[tuple[str, bytes]]:
        """On PostgreSQL every row as text, because its files are not ours to read."""
        with self._app.app_context():
            if db.engine.dialect.name != "postgresql":
                return
            for table in db.metadata.sorted_tables:
                rows = db.session.scalars(text(f'SELECT t::text FROM "{table.name}" t'))
                yield table.name, "\n".join(rows).encode()


def _holds(kept: bytes, word: bytes) -> bool:
    return word in kept or word.hex().encode() in kept


Find = Callable[..., list[str]]
