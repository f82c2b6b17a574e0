"""Whatever is typed in whatever form, nobody reads «er ging iets mis» (SECURITY.md E14)."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pact.db import db
from tests import make, matrix
from tests.attacks import fuzz
from tests.visitors import Town

WHO = ["anna", "anna", "chantal", "chantal", "fatma", "karim", "lia", None]
UNTIRING = settings(
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def app_settings() -> dict[str, Any]:
    return matrix.SETTINGS


def url_of(app: Flask, door: matrix.Door) -> str:
    """The address of a form; of a step of the journey, with a draft of Anna's to work on."""
    url = matrix.url_of(app, door)
    if not url.startswith("/doorverwijzen/") or door.rule.arguments:
        return url
    with app.app_context():
        draft = make.referral("draft").reference
        db.session.commit()
    return f"{url}?concept={draft}"


def broken_by(app: Flask, town: Town, door: matrix.Door, times: int) -> list[str]:
    """What makes this door break."""
    visitors = {key: matrix.visitor(app, town, key) for key in WHO}
    broken: list[str] = []
    url = url_of(app, door)

    @settings(UNTIRING, max_examples=times)
    @given(st.sampled_from(WHO), fuzz.body())
    def post(key: str | None, body: bytes) -> None:
        nonlocal url
        answer = visitors[key].post(url, data=body, content_type="application/x-www-form-urlencoded")
        if answer.status_code >= 500:
            broken.append(f"{answer.status_code} {door.endpoint} {key} {body[:3000]!r}")
        if answer.status_code not in (403, 404, 422):
            url = url_of(app, door)  # something was done with it

    post()
    return broken


def broken(app: Flask, town: Town, times: int) -> list[str]:
    return [line for door in matrix.doors(app) if fuzz.takes(door) for line in broken_by(app, town, door, times)]


def test_no_form_breaks_on_what_is_typed(app: Flask, town: Town) -> None:
    assert broken(app, town, 6) == []


@pytest.mark.proof
def test_no_form_breaks_on_a_thousand_ways_of_filling_it_in(app: Flask, town: Town) -> None:
    assert broken(app, town, 1000) == []
