"""What the tests of this room share: a referral whose days go by, its secrets, and where words are found."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from pact.db import db
from pact.extensions import limiter
from pact.referrals.models import Referral
from tests.referrals.course import Course
from tests.referrals.traces import Traces


@pytest.fixture
def follow(town, outbox, deliver, clock) -> Callable[[str], Course]:
    """follow(reference) lets time pass and tells what came of this referral."""

    def begin(reference: str) -> Course:
        course = Course(town, outbox, deliver, clock, reference)
        course.told()
        return course

    return begin


@pytest.fixture
def traces(app, place, caplog) -> Traces:
    """traces.of(words, client) is where these words are found: database, its log, queue, session, application log."""
    caplog.set_level(logging.INFO)
    return Traces(app, place, caplog)


@pytest.fixture
def peek(app) -> Callable[[str, str], Any]:
    """peek(reference, "resident_token") is what only the record itself knows."""

    def read(reference: str, name: str) -> Any:
        with app.app_context():
            return getattr(db.session.scalars(select(Referral).where(Referral.reference == reference)).one(), name)

    return read


@pytest.fixture
def refresh_limits(app) -> None:
    """Counts of who tried too often are kept by the process, and other tests tried too."""
    limiter.reset()
