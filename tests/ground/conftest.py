"""The ground floor is tested on empty tables: it knows no room and no town."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from pact import mail
from pact.db import db
from tests import towns
from tests.runs import Missing, skip_or_fail

TEMPLATES = {"ground/letter.txt": "Er is nieuws voor {{ name }}\n\nHallo {{ name }},\n\nKijk op {{ link }}.\n"}


@pytest.fixture
def database(engine: str, run_folder: Path, tmp_path: Path) -> Iterator[towns.Database]:
    try:
        laid = towns.lay(run_folder, engine, tmp_path, filled=False)
    except Missing as missing:
        skip_or_fail(missing)
    yield laid
    laid.drop()


@pytest.fixture
def write(app: Flask) -> Callable[..., int]:
    """write("naam@example.nl", ...) commits a letter and gives its id."""
    app.jinja_loader = ChoiceLoader([app.jinja_loader, DictLoader(TEMPLATES)])  # type: ignore[list-item]

    def commit(to: str = "iemand@example.nl", **options: Any) -> int:
        with app.app_context():
            letter = mail.post(to, "ground/letter.txt", name="Truus", link="http://localhost/", **options)
            db.session.commit()
            return letter.id

    return commit
