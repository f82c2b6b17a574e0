"""The readers of the demo town, out of the way of tests that count who gets a letter."""

import pytest
from flask import Flask
from sqlalchemy import delete

from pact.db import db
from pact.newsletter.models import Delivery, Reader


@pytest.fixture
def only_our_readers(app: Flask) -> None:
    with app.app_context():
        db.session.execute(delete(Delivery))
        db.session.execute(delete(Reader))
        db.session.commit()
