"""Counts about residents: 0 to 4 is «minder dan 5», and no number that we publish helps anybody to work out which.

Figures hang together: a total is the sum of its parts, a year of its quarters. So they are drawn as a circulation: a
figure is an arrow between two nodes, its count flows along it, and at every node as much comes in as goes out.

A reader knows the drawing and what is said about each figure: a number, or only a word, «minder dan 5» or «niet
getoond» (5 or more). Every flow of whole numbers that fits what is said may be the truth, for all that they know.
The promise: for each figure below 5 all of 0, 1, 2, 3 and 4 fit, to whoever reads everything that was ever said, and
also to an organisation that knows its own figures exactly.

To say more only takes flows away. So we begin with the words, and add numbers in a fixed order, parts before their
totals; a number that would break the promise stays a word, for good. What an earlier release said is given. Parts come
first because withholding a total tells less than withholding a part: whoever knows this very code learns little more
from what is left out (tests/reports/test_small_numbers.py tries all small tables).
"""

from collections import Counter, deque
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

SMALLEST = 5  # the smallest count that is ever told

Name = Hashable
Node = Hashable


class Word(StrEnum):
    FEW = "few"  # fewer than SMALLEST, zero included
    MANY = "many"  # SMALLEST or more: the number would give away a small one


Said = int | Word


class Figure(NamedTuple):
    """Something that is counted, and between which nodes it flows."""

    name: Name
    start: Node
    end: Node


def line(total: Name, parts: Iterable[Name]) -> list[Figure]:
    """Some parts, and then their total."""
    return [*(Figure(part, "parts", "whole") for part in parts), Figure(total, "whole", "parts")]


class Leak(Exception):
    """The words alone already tell too much about a small figure: of these figures nothing can be published."""


def release(
    figures: Sequence[Figure],
    counts: Mapping[Name, int],
    said: Mapping[Name, Said] | None = None,
    insiders: Iterable[Collection[Name]] = (),
) -> dict[Name, Said]:
    """What may be said about each figure. Raises Leak when that is nothing.

    `said` is what earlier releases said about some of them. Each of `insiders` knows these figures exactly.
    """
    earlier = said or {}
    readers = [frozenset[Name](), *map(frozenset, insiders)]
    words = {figure.name: in_a_word(counts[figure.name]) for figure in figures}
    known: dict[Name, Said] = {**words, **earlier}
    if not _keeps_promise(figures, counts, known, readers):
        raise Leak

    def add(numbers: Sequence[tuple[Name, int]]) -> None:
        """One by one in this order; but as long as a whole stretch breaks nothing, no part of it does."""
        if _keeps_promise(figures, counts, known | dict(numbers), readers):
            known.update(numbers)
        elif len(numbers) > 1:
            half = len(numbers) // 2
            add(numbers[:half])
            add(numbers[half:])

    add([(name, counts[name]) for name, word in words.items() if word is Word.MANY and name not in earlier])
    return known


def in_a_word(count: int) -> Word:
    return Word.FEW if count < SMALLEST else Word.MANY


# -- the promise -----------------------------------------------------------------------------------------------------

#: How much more can flow from one node to another without a word of what was said becoming untrue.
Room = dict[Node, Counter[Node]]


def _keeps_promise(
    figures: Sequence[Figure],
    counts: Mapping[Name, int],
    said: Mapping[Name, Said],
    readers: Iterable[Collection[Name]],
) -> bool:
    for knows in readers:
        room = _room(figures, counts, said, knows)
        # those between the same nodes with the same count have the same answer
        small = {
            (start, end, counts[name])
            for name, start, end in figures
            if counts[name] < SMALLEST and name not in knows
        }  # fmt: skip
        if not all(_is_open(room, *one) for one in small):
            return False
    return True


def _room(
    figures: Iterable[Figure], counts: Mapping[Name, int], said: Mapping[Name, Said], knows: Collection[Name]
) -> Room:
    """The truth fits what is said. This is how far one can go from there, up along an arrow and down against it."""
    room: Room = {}
    for name, start, end in figures:
        up, down = (0, 0) if name in knows else _play(counts[name], said[name])
        room.setdefault(start, Counter())[end] += up
        room.setdefault(end, Counter())[start] += down
    return room


def _play(count: int, said: Said) -> tuple[int, int]:
    """How much higher or lower a figure may be than it is; further than SMALLEST nobody needs to look."""
    if said is Word.FEW:
        return SMALLEST - 1 - count, count
    if said is Word.MANY:
        return SMALLEST, min(count - SMALLEST, SMALLEST)
    return 0, 0


def _is_open(room: Room, start: Node, end: Node, count: int) -> bool:
    """Whether this small figure may be anything from 0 to 4: what it carries more or less goes another way round.

    The ends are enough: where flows of whole numbers fit, so do those in between.
    """
    up, down = _play(count, Word.FEW)
    others = {node: Counter(ways) for node, ways in room.items()}
    others[start][end] -= up
    others[end][start] -= down
    return _carries(others, end, start, up) and _carries(others, start, end, down)


def _carries(room: Room, start: Node, end: Node, units: int) -> bool:
    """Whether so many units can go from start to end: Ford and Fulkerson, on a copy."""
    room = {node: Counter(ways) for node, ways in room.items()}
    while units > 0:
        came_from = _path(room, start, end)
        if came_from is None:
            return False
        steps, node = [], end
        while node != start:
            steps.append((came_from[node], node))
            node = came_from[node]
        width = min(units, *(room[a][b] for a, b in steps))
        for a, b in steps:
            room[a][b] -= width
            room[b][a] += width
        units -= width
    return True


def _path(room: Room, start: Node, end: Node) -> dict[Node, Node] | None:
    """Where each node on a shortest way was reached from; None when there is no way."""
    came_from: dict[Node, Node] = {start: start}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for following, width in room[node].items():
            if width > 0 and following not in came_from:
                came_from[following] = node
                if following == end:
                    return came_from
                waiting.append(following)
    return None
