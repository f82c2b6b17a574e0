"""Looking changes nothing, and nothing is changed by a request that another site made (SECURITY.md T17, T37)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, text

from pact.access import TOKEN_PATHS
from pact.db import Base, db
from tests import matrix
from tests.visitors import PactClient, Town

#: Lines about the looking itself: that somebody opened what is private (D17), and that a page was written.
WRITTEN_BY_LOOKING = {"audit_line", "audit_head"}


@pytest.fixture
def app_settings() -> dict[str, Any]:
    return matrix.SETTINGS


def contents(app: Flask) -> dict[str, list[str]]:
    """Every row of every table."""
    with app.app_context():
        return {
            table.name: sorted(repr(tuple(row)) for row in db.session.execute(text(f'SELECT * FROM "{table.name}"')))
            for table in Base.metadata.sorted_tables
            if table.name not in WRITTEN_BY_LOOKING
        }


@contextmanager
def written(app: Flask) -> Iterator[list[str]]:
    """What the database is told to change meanwhile."""
    told: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        verb, *words = statement.split()
        if verb in ("INSERT", "UPDATE", "DELETE") and not WRITTEN_BY_LOOKING.intersection(words):
            told.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield told
    finally:
        event.remove(engine, "before_cursor_execute", note)


def looked_at_everything(app: Flask, town: Town, column: str) -> list[str]:
    """What this visitor changed by looking, and by which door."""
    looked = []
    knocks = [(door, matrix.url_of(app, door)) for door in matrix.doors(app) if door.method == "GET"]
    before = contents(app)
    for door, url in knocks:
        with written(app) as changes:
            for method in ("HEAD", "GET", "GET"):
                answer = matrix.visitor(app, town, matrix.WHO[column]).open(url, method=method)
                answer.close()
                assert answer.status_code < 500, f"{method} {url}"
        looked += [f"{door.endpoint}: {change}" for change in changes]
    return looked or [name for name, rows in contents(app).items() if rows != before[name]]


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("column", matrix.WHO)
def test_looking_changes_nothing(app: Flask, town: Town, column: str) -> None:
    assert looked_at_everything(app, town, column) == []


@pytest.mark.engine("postgresql")
def test_looking_changes_nothing_there_either(app: Flask, town: Town) -> None:
    """Whoever gets through the most doors."""
    assert looked_at_everything(app, town, "coordinator") == []


#: Invented people sign in without a token (DESIGN 7); a mail program leaves for its reader (RFC 8058), and a mail
#: provider tells what came back: both show a secret of their own.
FROM_ELSEWHERE = {"demo.sign_in", "readers.left", "readers.returned"}


def posts(app: Flask) -> list[tuple[matrix.Door, str]]:
    """Every door that changes something, with an address: made once, because whoever is refused leaves it as it was."""
    doors = [door for door in matrix.doors(app) if door.method != "GET"]
    return [(door, matrix.url_of(app, door)) for door in doors if door.endpoint not in FROM_ELSEWHERE]


@pytest.mark.engine("sqlite")
def test_nothing_is_posted_without_the_token(app: Flask, town: Town) -> None:
    taken = []
    for door, url in posts(app):
        for key in ("anna", "chantal", "fatma", None):
            answer = matrix.visitor(app, town, key).open(url, method=door.method)
            if answer.status_code not in (400, 403):
                taken.append(f"{key} {door.endpoint}: {answer.status_code}")
    assert not taken, f"without a token these answered: {taken}"


FOREIGN = [
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Origin": "null"},
]


@pytest.mark.engine("sqlite")
def test_another_site_posts_nothing_even_with_a_token(app: Flask, town: Town) -> None:
    taken = []
    for door, url in posts(app):
        for headers in FOREIGN:
            if headers == {"Origin": "null"} and url.startswith(TOKEN_PATHS):
                continue  # so an older browser names our own page, which lets no address travel on
            client = matrix.visitor(app, town, "anna")
            assert isinstance(client, PactClient)
            answer = client.open(url, method=door.method, csrf=True, headers=headers)
            if answer.status_code not in (400, 403):
                taken.append(f"{door.endpoint} {headers}: {answer.status_code}")
    assert not taken, f"for another site these answered: {taken}"


@pytest.mark.engine("sqlite")
def test_a_method_cannot_be_smuggled_in(app: Flask, town: Town) -> None:
    before = contents(app)
    client = matrix.visitor(app, town, "anna")
    for path in ("/uitloggen", "/doorverwijzen/weggooien"):
        client.get(f"{path}?_method=POST", headers={"X-HTTP-Method-Override": "POST"})
    assert contents(app) == before


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "evil.example:80", "localhost@evil.example"]
)
def test_another_host_name_is_refused(app: Flask, client: PactClient, host: str) -> None:
    assert client.get("/over", headers={"Host": host}).status_code == 400
    answer = client.get("/over", headers={"X-Forwarded-Host": host})
    assert host not in answer.text
