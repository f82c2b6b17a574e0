"""Dutch words cut to their stem, after the Snowball algorithm for Dutch, with small words (-je) taken along.

«kleren» and «kleertjes» need not become Dutch; what was written and what is asked must only become the same.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

VOWELS = "aeiouyè"
WORD = re.compile(r"[a-z0-9]+")
FILE = Path(__file__).with_name("silent_words.txt")
SILENT = frozenset(
    word for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#") for word in line.split()
)


def fold(text: str) -> str:
    """Small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words of a text that say something, as written."""
    return [word for word in WORD.findall(fold(text).replace("'", "")) if word not in SILENT and len(word) > 1]


def stems(text: str) -> list[str]:
    return [stem(word) for word in words(text)]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of one folded word: cut until nothing comes off, so that «fietsen» ends where «fiets» does."""
    word = re.sub(r"(?<=[a-z]{3})jes?$", "", word)  # a small one; what is left of «-tje» the search looks past
    cut = _cut(word)
    while cut != word:
        word, cut = cut, _cut(cut)
    return word[:40]


def _cut(word: str) -> str:
    if len(word) < 4:
        return word
    marked = _mark(word)
    one = _region(marked)
    two = _region(marked, one)
    marked = _plurals(marked, one)
    marked, e_went = _final_e(marked, one)
    marked = _heid(marked, one, two)
    marked = _derived(marked, one, two, e_went)
    return _single(marked).lower()


def _mark(word: str) -> str:
    """A y or i that works as a consonant becomes a capital."""
    word = re.sub(r"^y|(?<=[aeiouy])y", "Y", word)
    return re.sub(r"(?<=[aeiouy])i(?=[aeiouy])", "I", word)


def _region(word: str, start: int = 0) -> int:
    """Where the part begins that may be cut: after the first consonant that follows a vowel, and not too early."""
    for at in range(start + 1, len(word)):
        if word[at] not in VOWELS and word[at - 1] in VOWELS:
            return max(at + 1, 3) if start == 0 else at + 1
    return len(word)


def _valid_s(before: str) -> bool:
    return bool(before) and before[-1] not in VOWELS + "j"


def _valid_en(before: str) -> bool:
    return bool(before) and before[-1] not in VOWELS and not before.endswith("gem")


def _undouble(word: str) -> str:
    return word[:-1] if word.endswith(("kk", "dd", "tt")) else word


def _plurals(word: str, one: int) -> str:
    if word.endswith("heden"):
        return word[:-5] + "heid" if len(word) - 5 >= one else word
    for suffix in ("ene", "en"):
        if word.endswith(suffix):
            before = word[: -len(suffix)]
            return _undouble(before) if len(before) >= one and _valid_en(before) else word
    for suffix in ("se", "s"):
        if word.endswith(suffix):
            before = word[: -len(suffix)]
            return before if len(before) >= one and _valid_s(before) else word
    return word


def _final_e(word: str, one: int) -> tuple[str, bool]:
    before = word[:-1]
    if word.endswith("e") and len(before) >= one and before and before[-1] not in VOWELS:
        return _undouble(before), True
    return word, False


def _heid(word: str, one: int, two: int) -> str:
    before = word[:-4]
    if word.endswith("heid") and len(before) >= two and not before.endswith("c"):
        if before.endswith("en") and len(before) - 2 >= one and _valid_en(before[:-2]):
            return _undouble(before[:-2])
        return before
    return word


def _derived(word: str, one: int, two: int, e_went: bool) -> str:
    for suffix in ("end", "ing"):
        if word.endswith(suffix):
            before = word[:-3]
            if len(before) < two:
                return word
            if before.endswith("ig") and len(before) - 2 >= two and not before[:-2].endswith("e"):
                return before[:-2]
            return _undouble(before)
    if word.endswith("ig"):
        return word[:-2] if len(word) - 2 >= two and not word[:-2].endswith("e") else word
    if word.endswith("lijk"):
        return _final_e(word[:-4], one)[0] if len(word) - 4 >= two else word
    if word.endswith("baar"):
        return word[:-4] if len(word) - 4 >= two else word
    if word.endswith("bar") and e_went:
        return word[:-3] if len(word) - 3 >= two else word
    return word


def _single(word: str) -> str:
    """«boom» and «bom(en)», «klas» and «klass(en)» are one word; and a last z or v sounds as s or f."""
    word = re.sub(r"([^aeiouyè])(aa|ee|oo|uu)([^aeiouyèI])$", lambda found: found[1] + found[2][0] + found[3], word)
    word = re.sub(r"([bdfgklmnprst])\1$", r"\1", word)
    return word[:-1] + {"z": "s", "v": "f"}[word[-1]] if word[-1:] in ("z", "v") else word
