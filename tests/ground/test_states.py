"""A status changes along the table and in no other way; every refusal is aloud."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import pytest

from pact.referrals.models import MOVES as REFERRAL_MOVES
from pact.states import IllegalMove, can_move, move


class Light(StrEnum):
    RED = "red"
    GREEN = "green"
    AMBER = "amber"


MOVES = {Light.RED: {Light.GREEN}, Light.GREEN: {Light.AMBER}, Light.AMBER: {Light.RED}}


@dataclass
class Crossing:
    status: StrEnum


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [(table, before, after) for table in (MOVES, REFERRAL_MOVES) for before, after in product(table, table)],
)
def test_every_pair_is_allowed_or_refused_as_the_table_says(table, before, after) -> None:  # type: ignore[no-untyped-def]
    thing = Crossing(before)
    if after in table[before]:
        assert can_move(thing, after, table)
        move(thing, after, table)
        assert thing.status == after
    else:
        assert not can_move(thing, after, table)
        with pytest.raises(IllegalMove) as refused:
            move(thing, after, table)
        assert thing.status == before
        assert (refused.value.thing, refused.value.to) == (thing, after)


def test_the_table_of_referrals_knows_every_status() -> None:
    told = set(REFERRAL_MOVES) | {after for allowed in REFERRAL_MOVES.values() for after in allowed}
    assert told == set(type(next(iter(REFERRAL_MOVES))))
    assert set(REFERRAL_MOVES) == told


def test_nothing_comes_back_from_erased_or_withdrawn() -> None:
    assert not REFERRAL_MOVES["erased"]  # type: ignore[index]
    assert not REFERRAL_MOVES["withdrawn"]  # type: ignore[index]
