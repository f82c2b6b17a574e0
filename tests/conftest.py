"""The test bench. A test asks for `app`, `client`, `sign_in`, `town`, `outbox`, `deliver`; it keeps no data itself.

A test runs on SQLite, and on PostgreSQL too if its outcome hangs on the database (tests/engines.py). The clock stands
at a Tuesday morning, the same for everybody; nothing leaves this machine.
"""

import ipaddress
import os
import shutil
import smtplib
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import time_machine as travelling
from flask import Flask, has_app_context
from hypothesis import settings as examples
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from sqlalchemy import Engine, event

from pact import create_app
from pact.config import mail_settings
from pact.db import db
from pact.extensions import limiter
from pact.mail import mailer
from tests import engines, postgres, towns, visitors
from tests import make as make_things
from tests.browser import (  # noqa: F401 - these are fixtures
    axe,
    browser_type_launch_args,
    live_server,
    no_js_page,
    open_page,
    page,
    vnu,
)
from tests.imapserver import _mailbox_server, mailbox  # noqa: F401 - fixtures too
from tests.mailserver import MailServer
from tests.runs import Missing, skip_or_fail
from tests.visitors import Outbox, PactClient, Town

#: The same examples each run, and none is wrong for being slow on a machine that is busy.
examples.register_profile("pact", deadline=None, derandomize=True, database=None)
examples.load_profile("pact")

#: What a test stores need not survive, so it does not wait for a disk.
IN_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


# --- the run ------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    choices = [engines.AS_NAMED, "both", *engines.ENGINES]
    told = "SQLite, and PostgreSQL too for what tests/engines.py names (the default); or everything on one, or on both"
    parser.addoption("--engine", choices=choices, default=engines.AS_NAMED, help=told)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "engine(name): a test that has a meaning on one database only")
    config.addinivalue_line("markers", "both_engines: its outcome hangs on the database (tests/engines.py)")
    given = getattr(config, "workerinput", {}).get("pact_run")
    config.pact_run = Path(given or tempfile.mkdtemp(prefix="pact-tests-", dir=IN_MEMORY))  # type: ignore[attr-defined]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["pact_run"] = str(node.config.pact_run)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        run: Path = config.pact_run  # type: ignore[attr-defined]
        postgres.stop(run)
        shutil.rmtree(run, ignore_errors=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", engines.wanted(metafunc, metafunc.config.getoption("engine")))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "live_server" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def run_folder(pytestconfig: pytest.Config) -> Path:
    """What the processes of this run share."""
    folder: Path = pytestconfig.pact_run  # type: ignore[attr-defined]
    return folder


# --- nothing leaves this machine ----------------------------------------------


@pytest.fixture(autouse=True)
def _no_way_out(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    connect = socket.socket.connect
    needs_mail = "smtp_server" in request.fixturenames

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX:
            host = str(address[0])
            if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
                raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    def no_mail(*_args: Any, **_options: Any) -> None:
        raise AssertionError("a test tried to send mail without asking for `smtp_server`")

    monkeypatch.setattr(socket.socket, "connect", only_here)
    if not needs_mail:
        monkeypatch.setattr(smtplib.SMTP, "connect", no_mail)
    yield
    assert not has_app_context(), "close the application context: in an open one a forgotten commit seems to work"


# --- the application and its town ---------------------------------------------


@pytest.fixture
def clock() -> Iterator[travelling.Traveller]:
    """The clock, running from `towns.MOMENT`: `clock.shift(timedelta(days=3))`, `clock.move_to(...)`."""
    with travelling.travel(towns.MOMENT, tick=True) as traveller:
        yield traveller


@pytest.fixture(scope="session")
def place(run_folder: Path) -> Path:
    """Where this process has the database and the installation of the test at hand."""
    folder = run_folder / os.environ.get("PYTEST_XDIST_WORKER", "alone")
    folder.mkdir()
    return folder


@pytest.fixture
def filled() -> bool:
    """Whether the tables hold the town."""
    return True


@pytest.fixture
def database(engine: str, run_folder: Path, place: Path, filled: bool) -> Iterator[towns.Database]:
    """The demo town, laid anew for this test."""
    try:
        laid = towns.lay(run_folder, engine, place, filled=filled)
    except Missing as missing:
        skip_or_fail(missing)
    yield laid
    laid.drop()


@pytest.fixture
def instance(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the installation, with nothing in it but its secrets."""
    for name in [name for name in os.environ if name.startswith("PACT_") and name != "PACT_REQUIRE"]:
        monkeypatch.delenv(name)
    shutil.rmtree(place / "instance", ignore_errors=True)
    folder = towns.make_instance(place / "instance")
    monkeypatch.setenv("PACT_INSTANCE", str(folder))
    return folder


@pytest.fixture(scope="session")
def ready_apps() -> dict[str, Flask]:
    """By database and settings. To build an application, and to warm it up, takes longer than most tests."""
    return {}


@pytest.fixture
def app_settings() -> dict[str, Any]:
    """What `app` is set to besides the usual; a file of tests may say otherwise."""
    return {}


@pytest.fixture(scope="session")
def compiled_templates(run_folder: Path) -> BytecodeCache:
    """What one application of this run has compiled, the next need not: a file per template, by a sum of its source."""
    folder = run_folder / "templates"
    folder.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


@pytest.fixture
def make_app(
    database: towns.Database, instance: Path, ready_apps: dict[str, Flask], compiled_templates: BytecodeCache
) -> Iterator[Callable[..., Flask]]:
    """make_app(DEMO=True) is an application of your own, with other settings, on the town of this test."""
    made: list[Flask] = []

    def build(**settings: Any) -> Flask:
        app = create_app(
            {
                "TESTING": True,
                "WAKE_WORKER": False,
                "BASE_URL": "http://localhost",
                "MAIL_URL": "",
                # said aloud, because the limiter is one for all applications and keeps the last word
                "RATELIMIT_ENABLED": True,
                "SQLALCHEMY_DATABASE_URI": database.url,
            }
            | settings
        )
        app.test_client_class = PactClient
        app.jinja_env.bytecode_cache = compiled_templates
        made.append(app)
        return app

    yield build
    for app in made:
        _let_go(app)
    if set(made) - set(ready_apps.values()):
        ready_apps.clear()  # extensions are bound to the application that came last


def _let_go(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(
    make_app: Callable[..., Flask],
    database: towns.Database,
    app_settings: dict[str, Any],
    ready_apps: dict[str, Flask],
    clock: travelling.Traveller,
) -> Iterator[Flask]:
    """The application. The next test gets it as this one did: what you set in `app.config` does not stay. Whoever
    adds a route or a template takes one of his own: see `make_app`."""
    key = f"{database.url} {app_settings}"
    app = ready_apps.get(key) or ready_apps.setdefault(key, make_app(**app_settings))
    settings = dict(app.config)
    limiter.enabled = settings["RATELIMIT_ENABLED"]  # one for all applications: it does as the last one said
    if limiter.enabled:
        limiter.reset()
    mailer.init_app(app)
    yield app
    app.config.clear()
    app.config.update(settings)
    app.extensions.pop("huey", None)
    _let_go(app)


@pytest.fixture
def town(app: Flask) -> Town:
    """The people and organisations by key: town.anna.id, town.voedselbank.slug; town.one(Model, condition)."""
    return Town(app)


@pytest.fixture
def client(app: Flask) -> PactClient:
    """Somebody who has not signed in."""
    made = app.test_client()
    assert isinstance(made, PactClient)
    return made


@pytest.fixture
def sign_in(app: Flask, town: Town) -> Callable[..., PactClient]:
    """sign_in("anna") is her browser, signed in with two factors; strong=False with only one. Sign in again after
    moving the clock by more than half an hour."""

    def enter(person_key: str, *, strong: bool = True) -> PactClient:
        browser = app.test_client()
        assert isinstance(browser, PactClient)
        browser.person = getattr(town, person_key)
        with browser.session_transaction() as session:
            session.update(visitors.signed_in(browser.person, strong=strong))
        return browser

    return enter


@pytest.fixture
def make(app: Flask) -> Any:
    """The functions of tests/make.py, each in an application context of its own and committed."""
    return make_things.Maker(app)


# --- what the application says ------------------------------------------------


@pytest.fixture
def outbox(app: Flask) -> Outbox:
    """The letters of this test: outbox[-1].subject, outbox.to("chantal"), len(outbox), outbox.clear()."""
    return Outbox(app)


@pytest.fixture
def deliver(app: Flask, outbox: Outbox) -> Callable[[], int]:
    """deliver() does all jobs that are due, the recurring ones too."""
    return lambda: visitors.deliver(app, outbox)


@pytest.fixture
def smtp_server(app: Flask) -> Iterator[MailServer]:
    """A mail server for `deliver`: .messages, .to(address), .answers[address] = ["451 later"], .stop(), .start()."""
    server = MailServer()
    server.start()
    app.config.update(MAIL_URL=server.url, **mail_settings(server.url))
    mailer.init_app(app)
    yield server
    server.stop()


@pytest.fixture
def count_queries() -> Callable[[], AbstractContextManager[list[str]]]:
    """with count_queries() as queries: client.get(...); assert len(queries) <= 5"""

    @contextmanager
    def count() -> Iterator[list[str]]:
        queries: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
                queries.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield queries
        finally:
            event.remove(Engine, "before_cursor_execute", note)

    return count
