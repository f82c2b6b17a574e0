"""A status changes in one way only: through `move`, along a table of allowed moves, refused aloud.

The table stands beside the model it governs; the second of two people who move the same thing gets `IllegalMove`
(or the database's stale version), which the application shows as one calm page that says who was first.
"""

from collections.abc import Mapping, Set
from enum import StrEnum
from typing import Any, Protocol


class HasStatus(Protocol):
    status: Any


class IllegalMove(Exception):
    """This thing cannot go there from where it is; `thing` is given for the page that explains it."""

    def __init__(self, thing: HasStatus, to: StrEnum) -> None:
        super().__init__(f"{type(thing).__name__}: {thing.status} → {to}")
        self.thing, self.to = thing, to


def can_move(thing: HasStatus, to: StrEnum, moves: Mapping[Any, Set[Any]]) -> bool:
    return to in moves[thing.status]


def move(thing: HasStatus, to: StrEnum, moves: Mapping[Any, Set[Any]]) -> None:
    """Set the status of `thing`. Raises IllegalMove when the table does not allow it."""
    if not can_move(thing, to, moves):
        raise IllegalMove(thing, to)
    thing.status = to
