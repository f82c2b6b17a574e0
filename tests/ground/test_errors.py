"""When something breaks, nobody reads a path, a value or a version, and no log holds what somebody typed."""

from collections.abc import Callable

import pytest
from flask import Flask, abort, request
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import NotFound

from pact.access import access, everyone
from pact.db import db
from pact.states import IllegalMove
from tests.visitors import PactClient

SECRET = "Zyxella Qwortema 0699887766"
TELLING = ("Traceback", "pact/", ".py", "Werkzeug", "SQLAlchemy", "Error", "Exception", "SELECT", "line ", "3.11")


@pytest.fixture
def app(make_app: Callable[..., Flask], clock: object) -> Flask:
    """One of our own: these tests add routes."""
    return make_app()


@pytest.fixture
def broken(app: Flask) -> Flask:
    """The application with a view that breaks in the way it is asked to."""

    @access(everyone)
    def break_down() -> str:
        typed = request.values.get("typed", SECRET)
        how = request.args["how"]
        if how == "code":
            raise RuntimeError(f"cannot store {typed}")
        if how == "database":
            db.session.execute(text("SELECT nothing FROM nowhere WHERE name = :name"), {"name": typed})
        if how == "locked":
            raise OperationalError(f"UPDATE x SET name = '{typed}'", {"name": typed}, Exception(typed))
        if how == "second":
            raise IllegalMove(type("Thing", (), {"status": "requested"})(), "accepted")  # type: ignore[arg-type]
        abort(int(how))

    app.add_url_rule("/breekt", "break_down", break_down, methods=["GET", "POST"])
    return app


CASES = [("code", 500), ("database", 503), ("locked", 503), ("second", 409)]
CASES += [(str(code), code) for code in (400, 403, 404, 409, 410, 413, 429, 500, 503)]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("how", "status"), CASES)
def test_an_error_page_is_calm_dutch_and_tells_nothing(
    broken: Flask, client: PactClient, caplog: pytest.LogCaptureFixture, how: str, status: int, method: str
) -> None:
    if (how, broken.config["SQLALCHEMY_DATABASE_URI"][:8]) == ("database", "postgres"):
        status = 500
    answer = getattr(client, method)(f"/breekt?how={how}", **({"data": {"typed": SECRET}} if method == "post" else {}))
    assert answer.status_code == status
    page = answer.text
    assert '<html lang="nl"' in page
    assert page.count("<h1") == 1
    visible = page.partition("<main")[2]
    assert not [word for word in TELLING if word in visible]
    assert not [word for word in SECRET.split() if word in page or word in caplog.text]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("how", "status"), [("code", 500), ("404", 404)])
def test_htmx_gets_the_words_without_the_page(broken: Flask, client: PactClient, how: str, status: int) -> None:
    answer = client.get(f"/breekt?how={how}", part=True)
    assert answer.status_code == status
    assert "<html" not in answer.text
    assert "HX-Request" in answer.headers["Vary"]


def test_a_busy_database_says_when_to_come_back(broken: Flask, client: PactClient) -> None:
    assert client.get("/breekt?how=locked").headers["Retry-After"]


def test_after_an_error_the_next_request_works(broken: Flask, client: PactClient) -> None:
    client.post("/breekt?how=database", data={})
    assert client.get("/nergens").status_code == NotFound.code


def test_a_view_without_a_rule_is_closed_to_everybody(app: Flask, client: PactClient) -> None:
    app.add_url_rule("/vergeten", "forgotten", lambda: "open")
    assert client.get("/vergeten").status_code in (302, 303)  # to the sign-in page
    assert "open" not in client.get("/vergeten").text


def test_a_letter_can_be_written_where_there_is_no_request(app: Flask) -> None:
    with app.app_context():
        assert app.jinja_env.from_string("{{ _('Vandaag') }}").render() == "Vandaag"
