"""The ground floor is tested on empty tables: it knows no room and no town."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from pact import mail
from pact.db import db

TEMPLATES = {"ground/letter.txt": "Er is nieuws voor {{ name }}\n\nHallo {{ name }},\n\nKijk op {{ link }}.\n"}


@pytest.fixture
def filled() -> bool:
    return False


@pytest.fixture
def write(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """write("naam@example.nl", ...) commits a letter and gives its id."""
    loader = ChoiceLoader([app.jinja_loader, DictLoader(TEMPLATES)])  # type: ignore[list-item]
    monkeypatch.setattr(app, "jinja_loader", loader)

    def commit(to: str = "iemand@example.nl", **options: Any) -> int:
        with app.app_context():
            letter = mail.post(to, "ground/letter.txt", name="Truus", link="http://localhost/", **options)
            db.session.commit()
            return letter.id

    return commit
