"""Every view names its rule, and behind each door stands exactly who the matrix lets in (SECURITY.md T01, C2)."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests import matrix
from tests.visitors import PactClient, Town


@pytest.fixture
def app_settings() -> dict[str, Any]:
    return matrix.SETTINGS


@pytest.mark.engine("sqlite")
def test_every_view_names_its_rule(app: Flask) -> None:
    open_doors = {
        door.endpoint for door in matrix.doors(app) if not hasattr(app.view_functions[door.endpoint], "access")
    }
    assert not open_doors, f"put @access(...) directly under the route of {sorted(open_doors)}"


@pytest.mark.engine("sqlite")
def test_every_route_has_a_line_in_the_matrix(app: Flask) -> None:
    known = matrix.rows()
    lacking = [door.key for door in matrix.doors(app) if door.key not in known]
    assert not lacking, (
        f"tests/matrix.csv has no line for {lacking}. Run `.venv/bin/python -m tests.matrix`, read whether each answer "
        "is what SECURITY.md C2 says, and add the lines."
    )


@pytest.mark.engine("sqlite")
def test_every_line_of_the_matrix_has_a_route(app: Flask) -> None:
    standing = {door.key for door in matrix.doors(app)}
    assert not set(matrix.rows()) - standing, "take these lines out of tests/matrix.csv: there is no such route"


def wrong_about(app: Flask, town: Town, column: str) -> str:
    """The doors that do not answer this visitor as the matrix says."""
    rules = matrix.rows()
    wrong = []
    for door in matrix.doors(app):
        expected = rules.get(door.key, {}).get(column)
        got = matrix.knock(app, town, door, matrix.WHO[column])
        if expected is not None and got != expected:
            wrong.append(f"{door.method} {door.endpoint}: {got}, the matrix says {expected}")
    return "\n".join(wrong)


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("column", matrix.WHO)
def test_everybody_gets_as_far_as_the_matrix_says(app: Flask, town: Town, column: str) -> None:
    assert wrong_about(app, town, column) == ""


@pytest.mark.engine("postgresql")
@pytest.mark.parametrize("column", ["anonymous", "coordinator"])
def test_so_they_do_on_the_other_database(app: Flask, town: Town, column: str) -> None:
    """A rule asks for no database: whoever gets through the fewest doors and through the most is enough."""
    assert wrong_about(app, town, column) == ""


@pytest.mark.parametrize("key", ["anna", "chantal", "fatma", "karim"])
def test_whoever_needs_two_factors_gets_nowhere_with_one(
    app: Flask, sign_in: Callable[..., PactClient], key: str
) -> None:
    for path in ("/vandaag", "/mijn-gegevens"):
        answer = sign_in(key, strong=False).get(path)
        assert answer.location.startswith("/tweede-stap"), path


@pytest.mark.parametrize(
    "path", ["/doorverwijzingen/SR-222222", "/i/geen-token", "/d/geen-token", "/partners/bestaat-niet"]
)
def test_a_thing_of_others_answers_as_a_thing_that_does_not_exist(
    app: Flask, sign_in: Callable[..., PactClient], path: str, town: Town
) -> None:
    client = sign_in("els")
    missing = client.get(path)
    assert missing.status_code in (403, 404)
    if path.startswith("/doorverwijzingen"):
        door = next(door for door in matrix.doors(app) if door.key == ("referrals.show", "GET"))
        hidden = client.get(matrix.url_of(app, door))
        assert hidden.status_code == missing.status_code == 404
        assert abs(len(hidden.data) - len(missing.data)) <= 0.05 * len(missing.data)
