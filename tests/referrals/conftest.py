"""What the tests of this room share: a referral whose days go by."""

from collections.abc import Callable

import pytest

from tests.referrals.course import Course


@pytest.fixture
def follow(town, outbox, deliver, clock) -> Callable[[str], Course]:
    """follow(reference) lets time pass and tells what came of this referral."""

    def begin(reference: str) -> Course:
        course = Course(town, outbox, deliver, clock, reference)
        course.told()
        return course

    return begin
