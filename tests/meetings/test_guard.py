"""What could tell who a case is about is refused or asked about; ordinary sentences pass."""

import csv
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from pact.meetings.cases.guard import Found, doubts, refused
from tests.towns import ROOT

CORPUS = Path(__file__).with_name("guard.csv")


def sentences():
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return [(row["verdict"], row["sentence"]) for row in csv.DictReader(file, delimiter=";")]


def verdict(text):
    return "refuse" if refused(text) else "warn" if doubts(text) else "pass"


def test_every_sentence_of_the_corpus_gets_its_verdict():
    rows = sentences()
    assert len(rows) > 100
    assert not [(text, wanted, verdict(text)) for wanted, text in rows if verdict(text) != wanted]


def test_a_sentence_keeps_its_verdict_in_the_middle_of_a_text():
    around = "Een gezin heeft schulden. {} Wie heeft een idee?"
    wrong = [(text, wanted) for wanted, text in sentences() if verdict(around.format(text)) != wanted]
    assert not wrong


def test_ordinary_dutch_is_hardly_ever_asked_about():
    """All that this site says itself, some two thousand sentences: what is found there is there to be found."""
    with (ROOT / "pact" / "translations" / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        said = [str(one.id if isinstance(one.id, str) else one.id[-1]) for one in read_po(file) if one.id]
    found = [text for text in said if verdict(text) != "pass"]
    examples = [text for text in found if "zoals" in text or "Bijvoorbeeld" in text]  # «zoals 06 12345678»
    assert len(found) - len(examples) <= len(said) // 500, set(found) - set(examples)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("111222333", [Found.BSN]),
        ("Bel 06 12345678 of mail naar wie@ergens.nl.", [Found.PHONE, Found.EMAIL]),
        ("Dorpsstraat 12, 8181 AB", [Found.POSTCODE, Found.ADDRESS]),
        ("nummer 1234567", [Found.NUMBER]),
        ("0\u200b6 1234\u00a05678", [Found.PHONE]),
        ("\uff10\uff16 12345678", [Found.PHONE]),
    ],
)
def test_what_is_refused_is_named_and_other_digits_and_spaces_do_not_hide_it(text, kinds):
    assert refused(text) == kinds


def test_the_words_in_doubt_are_told_once_and_whole():
    text = "Mevrouw van den Berg is 43. Haar zus Fatima belde mevrouw van den Berg. Ze heeft een tweeling."
    assert doubts(text) == ["van den Berg", "Fatima", "tweeling"]


def test_a_long_text_is_looked_at_in_no_time():
    """No pattern that a long word can hold up."""
    for piece in ("A", "a.", "Aa ", "van ", "1 ", "12-", "Heet Van Der "):
        doubts(piece * 400)
        refused(piece * 400)
