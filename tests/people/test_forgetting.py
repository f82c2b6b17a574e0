"""Codes and links that opened something once do not stay."""

from datetime import timedelta

from pact.people.models import SignInCode
from tests.people.test_sign_in import ask


def test_a_code_is_thrown_away_a_day_after_it_stopped_working(client, town, clock, deliver):
    ask(client, "gerrit@example.nl")
    deliver()
    assert town.one(SignInCode)
    clock.shift(timedelta(days=2))
    deliver()
    assert town.one(SignInCode) is None
