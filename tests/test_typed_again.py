"""When the site cannot take a form now, what was typed is not lost: one button sends it again."""

import html
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.mark.engine("sqlite")
def test_a_locked_database_gives_back_what_was_typed(sign_in: Callable[..., Any], app: Any) -> None:
    anna = sign_in("anna")
    anna.get("/doorverwijzen/hulpvraag")
    file = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        answer = anna.post("/doorverwijzen/hulpvraag", data={"topic": "food", "urgent": "yes"}, headers=OURS)
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    page = answer.get_data(as_text=True)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    held = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert (held["topic"], held["urgent"]) == ("food", "yes")
    again = anna.post("/doorverwijzen/hulpvraag", data={name: html.unescape(v) for name, v in held.items()})
    assert again.status_code == 303


def test_a_form_of_another_site_is_not_given_back(sign_in: Callable[..., Any]) -> None:
    anna = sign_in("anna")
    answer = anna.open("/doorverwijzen/hulpvraag", method="POST", data={"topic": "food", "csrf_token": "wrong"})
    assert answer.status_code == 400
    assert 'value="food"' not in answer.get_data(as_text=True)


def test_a_secret_is_never_given_back(client: Any) -> None:
    answer = client.open("/inloggen/code", method="POST", data={"code": "314159", "csrf_token": "x"}, headers=OURS)
    assert "314159" not in answer.get_data(as_text=True)
