"""Searching in plain words: what is asked is stemmed, widened with synonyms and mended where it was mistyped.

The ranking is done here, in Python, over the rows of the index: so it is the same on every database.
"""

import re
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache
from math import log
from pathlib import Path

from sqlalchemy import select

from pact.db import db
from pact.directory.models import Term
from pact.directory.stem import WORD, fold, stem, words

MOST_WORDS = 12  # of a question; a longer one is a story, and its first words say what it is about
EXACT, INSIDE, MEANT, MISTYPED = 1.0, 0.6, 0.5, 0.45
FAINT = 0.2  # what answers so much less well than the best does not answer
DOUBLE = re.compile(r"([aeou])\1")
SHORTEST_PART = 5  # of a compound; shorter ones stand in words that have nothing to do with them
#: What a Dutch verb loses to the end of the sentence.
LOOSE = frozenset("aan af bij in mee na om op over rond toe uit voor weg".split())  # noqa: SIM905
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
    """The known words that are closest to a mistyped one. In a short word the first letter is seldom wrong."""
    most = _slips(word)
    found: dict[int, list[str]] = defaultdict(list)
    for other in known:
        if abs(len(word) - len(other)) > most or (most == 1 and other[0] != word[0]):
            continue
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


def _parts(word: str) -> set[str]:
    """The words with synonyms that a compound begins or ends with: «sinterklaas» in «sinterklaascadeau»."""
    if len(word) < 2 * SHORTEST_PART or word in synonyms():
        return set()
    written = DOUBLE.sub(r"\1", word)  # a stem of its own has its vowel once: «klaas» is kept as «klas»
    spelled = ((part, DOUBLE.sub(r"\1", part)) for part in synonyms() if len(part) >= SHORTEST_PART)
    return {part for part, as_is in spelled if written.startswith(as_is) or written.endswith(as_is)}


def _joined(asked: str, known: Collection[str]) -> dict[str, set[str]]:
    """Verbs that a sentence takes apart, with their parts: «ik kom niet rond» is about «rondkomen»."""
    said = WORD.findall(fold(asked))[: 2 * MOST_WORDS]
    pairs = [(first, last) for at, last in enumerate(said) if last in LOOSE for first in said[:at]]
    whole = {stem(last + first): {first, last} for first, last in pairs}
    return {verb: parts for verb, parts in whole.items() if verb in known or verb in synonyms()}


def expand(asked: str, known: Collection[str]) -> list[dict[str, float]]:
    """For each word of the question the words of the index that answer to it."""
    verbs = _joined(asked, known)
    found = [_meant(verb, known, 1.0) for verb in verbs]
    taken = {part for parts in verbs.values() for part in parts}
    for written in words(asked)[:MOST_WORDS]:
        if written in taken:
            continue
        word = stem(written)
        meant = _meant(word, known, 1.0)
        for part in _parts(word):
            _widen(meant, _meant(part, known, INSIDE))
        if not meant and word not in known and word not in synonyms():
            for nearest in _nearest(word, set(known) | synonyms().keys()):
                _widen(meant, _meant(nearest, known, MISTYPED / EXACT))
        found.append(meant)
    return found


def _widen(meant: dict[str, float], more: dict[str, float]) -> None:
    for other, strength in more.items():
        meant[other] = max(meant.get(other, 0), strength)


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
