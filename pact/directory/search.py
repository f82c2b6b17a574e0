"""Searching in plain words: what is asked is stemmed, widened with synonyms and mended where it was mistyped.

The ranking is done here, in Python, over the rows of the index: so it is the same on every database.
"""

from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache
from math import log
from pathlib import Path

from sqlalchemy import select

from pact.db import db
from pact.directory.models import Term
from pact.directory.stem import stem, words

MOST_WORDS = 12  # of a question; a longer one is a story, and its first words say what it is about
EXACT, INSIDE, MEANT, MISTYPED = 1.0, 0.6, 0.5, 0.45
FAINT = 0.2  # what answers so much less well than the best does not answer
FILE = Path(__file__).with_name("synonyms.txt")


@lru_cache(maxsize=1)
def synonyms() -> dict[str, frozenset[str]]:
    """The stems that mean about the same as a stem."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            group = {stem(word) for word in line.split()}
            for word in group:
                found[word] |= group - {word}
    return {word: frozenset(others) for word, others in found.items()}


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be put in, left out, changed or swapped with their neighbour; `most + 1` is «too many»."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, now = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, now = before, now, [i] + [0] * len(other)
        for j, wanted in enumerate(other, 1):
            now[j] = min(before[j] + 1, now[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                now[j] = min(now[j], earlier[j - 2] + 1)
        if min(now) > most:
            return most + 1
    return now[-1]


def _slips(word: str) -> int:
    """How many typing errors we look past: in a short word none, or every word would be like every other."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


def _nearest(word: str, known: Collection[str]) -> list[str]:
    """The known words that are closest to a mistyped one."""
    most = _slips(word)
    found: dict[int, list[str]] = defaultdict(list)
    for other in known:
        slips = distance(word, other, most)
        if 0 < slips <= min(most, _slips(other)):
            found[slips].append(other)
    return found[min(found)] if found else []


def _meant(word: str, known: Collection[str], strength: float) -> dict[str, float]:
    """The words of the index that answer to a word, each with how surely."""
    found: dict[str, float] = {}
    for other in synonyms().get(word, ()):
        if other in known:
            found[other] = MEANT * strength
    if len(word) >= 4:
        for other in known:  # «voedsel» in «voedselpakket», and «huur» in «huurachterstand» the other way round
            longer, shorter = (other, word) if len(other) > len(word) else (word, other)
            if len(shorter) >= 4 and (longer.startswith(shorter) or longer.endswith(shorter)) and longer != shorter:
                found[other] = max(found.get(other, 0), INSIDE * strength)
    if word in known:
        found[word] = EXACT * strength
    return found


def expand(asked: str, known: Collection[str]) -> list[dict[str, float]]:
    """For each word of the question the words of the index that answer to it."""
    found = []
    for written in words(asked)[:MOST_WORDS]:
        word = stem(written)
        meant = _meant(word, known, 1.0)
        if word not in known and word not in synonyms():
            for nearest in _nearest(word, set(known) | synonyms().keys()):
                for other, strength in _meant(nearest, known, MISTYPED / EXACT).items():
                    meant[other] = max(meant.get(other, 0), strength)
        found.append(meant)
    return found


def scores(asked: str) -> dict[str, float]:
    """The entries that answer, «service <id>» or «scheme <id>», each with how well it does. Two queries."""
    known = set(db.session.scalars(select(Term.word).distinct()))
    meanings = [meant for meant in expand(asked, known) if meant]
    if not meanings:
        return {}
    wanted = {word for meant in meanings for word in meant}
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    for entry, word, weight in db.session.execute(
        select(Term.entry, Term.word, Term.weight).where(Term.word.in_(wanted))
    ):
        weights[word][entry] = weight
    found: dict[str, float] = defaultdict(float)
    for meant in meanings:
        best: dict[str, float] = defaultdict(float)
        for word, strength in meant.items():
            rarity = 1 / (1 + log(1 + len(weights[word])))
            for entry, weight in weights[word].items():
                best[entry] = max(best[entry], strength * rarity * weight**0.5)
        for entry, score in best.items():
            found[entry] += score
    least = max(found.values(), default=0) * FAINT
    return {entry: round(score, 6) for entry, score in found.items() if score >= least}
