"""What makes a text hard to read: long sentences, words of the town hall, and capitals. Only ever advice."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from flask_babel import gettext as _

from pact.newsletter.words import ADDRESS

MOST_WORDS = 20
SAID = 6  # words of a long sentence that we repeat, so that one finds it
JARGON = Path(__file__).with_name("jargon.csv")
SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n+")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
SHOUTED = re.compile(r"\b[A-ZÀ-Þ]{2,}(?:\s+[A-ZÀ-Þ]{2,}){2,}\b|\b[A-ZÀ-Þ]{9,}\b")


def advice_on(text: str) -> Iterator[str]:
    """What could be easier in this text, in whole sentences."""
    bare = ADDRESS.sub("", text.replace("\r\n", "\n"))
    for sentence in SENTENCE_END.split(bare):
        words = sentence.split()
        count = len([word for word in words if WORD.search(word)])
        if count > MOST_WORDS:
            begins = " ".join(words[:SAID])
            yield _("Deze zin heeft %(n)s woorden: «%(begins)s …». Maak er twee zinnen van.", n=count, begins=begins)
    for word, plain in jargon_in(bare):
        yield _("Schrijf niet «%(word)s», maar bijvoorbeeld «%(plain)s».", word=word, plain=plain)
    shouted = SHOUTED.search(bare)
    if shouted:
        yield _("Schrijf «%(words)s» niet in hoofdletters. Dat leest lastig.", words=shouted[0])


def jargon_in(text: str) -> list[tuple[str, str]]:
    """Words of the town hall in this text, with a plainer one."""
    found = dict.fromkeys(one.lower() for one in _pattern().findall(text))
    return [(word, _jargon()[word]) for word in found]


@cache
def _jargon() -> dict[str, str]:
    with JARGON.open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["plain"] for row in csv.DictReader(file)}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_jargon(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
