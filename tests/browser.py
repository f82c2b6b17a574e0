"""A real browser, the axe and vnu checkers, and the application served to them on localhost.

The server is a thread of the test, so that `town`, `outbox`, `deliver` and `clock` speak of the same town as the
browser sees.
"""

import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.runs import Missing, skip_or_fail
from tests.towns import ROOT
from tests.visitors import Town, signed_in

#: Milliseconds that anything may take on a machine that is busy; what is there at once takes no longer for it.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        skip_or_fail(Missing("Chromium", "apt-get install chromium"))
    return {"executable_path": found, "args": [*FLAGS, NO_OTHER_HOST], "headless": True}


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        pass


class Served:
    """The application at `url`, and browsers that are signed in there."""

    def __init__(self, app: Flask, url: str) -> None:
        self.app, self.url = app, url

    def sign_in(self, context: BrowserContext, person_key: str, *, strong: bool = True) -> None:
        """Put a signed-in session in this browser context, as the sign-in page would."""
        person = getattr(Town(self.app), person_key)
        client = self.app.test_client()
        with client.session_transaction() as session:
            session.update(signed_in(person, strong=strong))
        cookie = client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": self.url, "httpOnly": True, "sameSite": "Lax"}]
        )


@pytest.fixture
def live_server(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The application of this test on a free port of localhost.

    Its clock is that of the test and the browser's is not: a session that ends at some moment may be over there.
    """
    monkeypatch.setattr(app.session_interface, "get_expiration_time", lambda *_given: None)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    url = f"http://localhost:{server.server_port}"
    app.config["BASE_URL"] = url
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield Served(app, url)
    server.shutdown()
    thread.join(5)
    server.server_close()


NewContext = Callable[..., BrowserContext]


@pytest.fixture
def open_page(live_server: Served, new_context: NewContext) -> Callable[..., Page]:
    """open_page("anna", width=390, js=False) is a new browser, signed in or not, with the server as its base."""

    def build(
        person_key: str | None = None, *, width: int = 1280, height: int = 900, js: bool = True, **options: Any
    ) -> Page:
        context = new_context(
            base_url=live_server.url,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            viewport={"width": width, "height": height},
            java_script_enabled=js,
            **options,
        )
        context.set_default_timeout(PATIENCE)
        if person_key:
            live_server.sign_in(context, person_key)
        return context.new_page()

    return build


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A browser nobody has signed in to. What goes wrong in its console is in `page.troubles`."""
    made = open_page()
    troubles: list[str] = []
    made.on("pageerror", lambda error: troubles.append(str(error)))
    made.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    made.troubles = troubles  # type: ignore[attr-defined]
    return made


@pytest.fixture
def no_js_page(open_page: Callable[..., Page]) -> Page:
    return open_page(js=False)


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """axe(page) gives the violations as sentences; an empty list is what one wants."""

    def check(page: Page, **options: Any) -> list[str]:
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}} | options).response
        return [
            f"{page.url}: {fault['id']}: {fault['help']} at {[node['target'] for node in fault['nodes'][:3]]}"
            for fault in found["violations"]
        ]

    return check


@pytest.fixture
def vnu(tmp_path: Path) -> Callable[[Mapping[str, str]], list[str]]:
    """vnu({name: html}) gives what the Nu HTML checker finds in all of them, in one call."""
    if not VNU.exists() or not shutil.which("java"):
        skip_or_fail(Missing("the Nu HTML checker", "install a Java runtime and run `make setup`"))

    def check(pages: Mapping[str, str]) -> list[str]:
        names = {}
        for number, (name, html) in enumerate(pages.items()):
            file = tmp_path / f"{number}.html"
            file.write_text(html)
            names[file.name] = name
        files = [str(tmp_path / f"{number}.html") for number in range(len(pages))]
        done = subprocess.run(
            ["java", "-jar", str(VNU), "--stdout", "--exit-zero-always", "--format", "json", *files],
            capture_output=True,
            text=True,
            check=True,
        )
        return [
            f"{names.get(Path(said['url']).name, said['url'])}:{said.get('lastLine')}: {said['message']}"
            for said in json.loads(done.stdout)["messages"]
            if said["type"] == "error" or said.get("subType") == "warning"
        ]

    return check


def as_page(part: str) -> str:
    """A part in the smallest valid page, so that vnu can judge it."""
    return f'<!DOCTYPE html><html lang="nl"><head><title>Part</title></head><body><h1>Part</h1>{part}</body></html>'
