"""Every page of every person carries the same strict headers, and asks nothing of another host (SECURITY.md D, T44)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from pact.headers import FRAMED, TOKEN_PATHS
from tests import matrix
from tests.visitors import PactClient, Town

pytestmark = pytest.mark.engine("sqlite")

#: What a browser may keep: the same for everybody, under an address that changes with its content.
KEPT = {"organisations.logo", "feeds.personal", "feeds.of_workgroup", "archive.feed"}


@pytest.fixture
def app_settings() -> dict[str, Any]:
    return matrix.SETTINGS


def policy(header: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for part in header.split(";") if (words := part.split())}


@pytest.mark.parametrize("key", [None, "anna", "chantal", "lia", "fatma", "karim"])
def test_every_page_is_closed_to_everything_but_ourselves(app: Flask, town: Town, key: str | None) -> None:
    for door in matrix.doors(app):
        if door.method != "GET" or door.endpoint == "static":
            continue
        url = matrix.url_of(app, door)
        answer = matrix.visitor(app, town, key).get(url)
        headers, page = answer.headers, answer.text if answer.mimetype == "text/html" else ""
        csp = policy(headers["Content-Security-Policy"])
        where = f"{door.endpoint} as {key}"
        if door.endpoint == "letters.letter" and answer.status_code == 200:
            assert headers["Content-Security-Policy"] == FRAMED, where
            continue
        assert csp["default-src"] == csp["object-src"] == csp["frame-ancestors"] == ["'none'"], where
        assert csp["base-uri"] in (["'self'"], ["'none'"]), where
        assert csp["style-src"] == csp["form-action"] == ["'self'"], where
        assert not re.search(r"unsafe|\*|https?:", headers["Content-Security-Policy"]), where
        assert headers["X-Content-Type-Options"] == "nosniff", where
        is_open_data = door.endpoint.startswith("hsds.")  # the same for everybody, and for every site
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", where
        assert headers["Cross-Origin-Resource-Policy"] == ("cross-origin" if is_open_data else "same-origin"), where
        token_page = url.startswith(TOKEN_PATHS)
        assert headers["Referrer-Policy"] == ("no-referrer" if token_page else "same-origin"), where
        if token_page:
            assert "noindex" in headers["X-Robots-Tag"], where
        if ((key and not is_open_data) or token_page) and door.endpoint not in KEPT:
            assert headers["Cache-Control"] == "no-store", where
        assert "Server" not in headers or not re.search(r"\d", headers["Server"]), where
        for address in re.findall(r"""(?:src|href|action|srcset)=["'](https?://[^"']+)""", page):
            assert re.match(r"https://www\.buienradar\.nl/|http://localhost(/|:|$)", address), f"{where}: {address}"
        for script in re.findall(r"<script\b[^>]*>", page):
            assert f'nonce="{csp["script-src"][0][len(chr(39) + "nonce-") : -1]}"' in script, f"{where}: {script}"


def test_a_nonce_is_used_once(client: PactClient) -> None:
    assert (
        client.get("/over").headers["Content-Security-Policy"] != client.get("/over").headers["Content-Security-Policy"]
    )


def test_over_https_the_browser_is_told_to_stay_there(make_app: Callable[..., Flask]) -> None:
    app = make_app(SECURE=True)
    header = app.test_client().get("/over").headers["Strict-Transport-Security"]
    assert re.search(r"max-age=(\d+)", header)
    assert int(re.search(r"max-age=(\d+)", header)[1]) >= 31536000  # type: ignore[index]
    assert "includeSubDomains" in header


def test_the_session_cookie_is_for_us_alone(sign_in: Callable[..., PactClient]) -> None:
    answer = sign_in("anna").post("/blijf-ingelogd")
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=" in cookie
        assert "Domain=" not in cookie


@pytest.mark.parametrize("key", [None, "anna", "chantal", "lia", "fatma", "karim"])
def test_every_page_has_a_title_of_its_own_and_one_heading(app: Flask, town: Town, key: str | None) -> None:
    titles: dict[str, str] = {}
    twins = {"today.start", "today.about", "replies.show", "replies.own"}  # one page under two addresses
    twins |= {"contributions.by_link", "contributions.write", "contributions.own", "sending.standing"}
    twins |= {"contributions.rewrite", "contributions.own_text"}
    wrong = []
    for door in matrix.doors(app):
        if door.method != "GET" or door.endpoint.startswith(("static", "health", "demo.source")):
            continue
        answer = matrix.visitor(app, town, key).get(matrix.url_of(app, door))
        if answer.status_code != 200 or answer.mimetype != "text/html" or "<html" not in answer.text:
            continue
        page = answer.text
        title = re.search(r"<title>(.*?)</title>", page, re.S)
        assert title, door.endpoint
        words = " ".join(title[1].split())
        if page.count("<h1") != 1:
            wrong.append(f"{door.endpoint}: {page.count('<h1')} h1")
        if not re.search(r'<html[^>]* lang="nl"', page):
            wrong.append(f"{door.endpoint}: no language")
        if words in titles and not door.endpoint.startswith("resident.") and door.endpoint not in twins:
            wrong.append(f"{door.endpoint}: the same title as {titles[words]}: {words}")
        titles[words] = door.endpoint
    assert not wrong, "\n".join(wrong)
