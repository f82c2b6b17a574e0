"""The rules for words: everything is said in Dutch and in English, in short sentences, and to the right person.

Residents are «u», colleagues «je» (UX.md A2). The Dutch texts are gathered from the code as `make messages` does it.
"""

import re
import tomllib
from collections import defaultdict
from functools import cache
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from tests.towns import ROOT

TEMPLATES = ROOT / "pact" / "templates"
ENGLISH = ROOT / "pact" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
KEYWORDS = DEFAULT_KEYWORDS | {"_l": None, "lazy_gettext": None}
MEND = f"run `make messages`, fill the empty msgstr in {ENGLISH.relative_to(ROOT)}, and run `make setup`"

#: What a resident reads or hears: these files, and what stands in the folders.
RESIDENT = (
    "pact/templates/resident.html",
    "pact/templates/referrals/resident/",
    "pact/templates/referrals/print/",
    "pact/templates/referrals/consent/",
    "pact/templates/referrals/emails/resident_",
    "pact/ambassadors/posters.py",
    "pact/referrals/consent_text.py",
    "pact/referrals/forms/resident.py",
    "pact/referrals/resident_view.py",
    "pact/referrals/views/own_page.py",
)
#: Anybody may get these, so they speak to nobody in particular.
ANYBODY = tuple(f"pact/templates/errors/{name}.html" for name in ("400", "409", "429", "500", "503", "_again"))

JE = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
U = re.compile(r"\b(u|uw)\b", re.IGNORECASE)
#: Sounds like a form, or like a machine that is sorry (UX.md F2, row 14).
COLD = re.compile(r"\bongeldige?\b|\bverplicht veld\b|\boeps\b|\bhelaas\b", re.IGNORECASE)
#: UX.md E2: the words of the trade. Each begins a word, so that its plural is found too.
JARGON = re.compile(
    r"(?<!\w)(aanmeld|account|betreft|casus|cliënt|conform|contributie|d\.m\.v\.|doelgroep|dossier|faciliteren|i\.v\.m\.|"
    r"indien\b|intake|integraal|interventie|ketenpartner|middels|minima|monitor|participatie|problematiek|reeds\b|t\.a\.v\.|"
    r"traject|upload|uw gegevens verwerken|valideren|voorziening)",
    re.IGNORECASE,
)
WORD = re.compile(r"%\(\w+\)s|[\w’'@-]+")
BLANK = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
LONGEST = 15


@cache
def said() -> dict[str | tuple[str, ...], set[str]]:
    """Every text and the files it stands in. A text with a plural is a pair."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        mappings = tomllib.load(file)["tool"]["babel"]["mappings"]
    found = defaultdict(set)
    for mapping in mappings:
        # its own folder only: what stands beside the code may be large
        for file, _line, text, _comments, _context in extract_from_dir(
            ROOT / "pact", [(mapping["pattern"].removeprefix("pact/"), mapping["method"])], {}, KEYWORDS
        ):
            found[text if isinstance(text, str) else tuple(text)].add(f"pact/{file}")
    return found


def texts() -> list[tuple[str, set[str]]]:
    """The same, with singular and plural as texts of their own."""
    return [(text, files) for key, files in said().items() for text in ((key,) if isinstance(key, str) else key)]


def bare(path: str) -> str:
    """What a template says outside of the catalogue."""
    names = r"{% block body_class %}.*?{% endblock %}|&\w+;"
    return re.sub(rf"{names}|{{{{.*?}}}}|{{%.*?%}}|{{#.*?#}}|<[^<>]*>", " ", (ROOT / path).read_text(), flags=re.S)


def for_residents() -> list[tuple[str, str]]:
    """File and text of all that a resident reads, the fixed text of the consent included."""
    found = [(file, text) for text, files in texts() for file in files if file.startswith(RESIDENT)]
    fixed = TEMPLATES.glob("referrals/consent/*/nl.html")
    return found + [(name, bare(name)) for name in (str(path.relative_to(ROOT)) for path in fixed)]


@cache
def english() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def test_something_was_gathered():
    assert len(said()) > 500
    assert len(for_residents()) > 40


def test_every_text_is_said_in_english():
    known = {message.id: message.string for message in english()}
    silent = [text for text in said() if not all(_parts(known.get(text, "")))]
    assert not silent, f"no English for {silent}: {MEND}"


def _parts(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def test_the_catalogue_holds_nothing_that_nobody_says():
    gone = [message.id for message in english() if message.id and message.id not in said()]
    assert not gone, f"nobody says {gone} any more: run `make messages`"
    assert not english().obsolete, "run `make messages`: it leaves out what is gone"
    assert not [message.id for message in english() if message.fuzzy and message.id], "nobody has read what is fuzzy"


def test_a_translation_has_the_same_blanks():
    wrong = []
    for message in english():
        for theirs in _parts(message.string):
            if set(BLANK.findall(theirs)) != set(BLANK.findall(_parts(message.id)[-1])):
                wrong.append(theirs)
    assert not wrong, wrong


def test_the_catalogue_tells_nothing_of_the_machine_it_was_made_on():
    text = ENGLISH.read_text()
    assert "#:" not in text, "without places: `make messages` leaves them out"
    assert not re.search(r"(?<![\w.])/(home|root|tmp|usr|var|work|Users)/", text)
    assert "@" not in text.partition("\n\n")[0], "nobody's address in its head"


def test_the_site_reads_the_catalogue_of_today():
    compiled, now = ENGLISH.with_suffix(".mo"), BytesIO()
    assert compiled.exists(), "run `make setup`"
    write_mo(now, english())
    now.seek(0)
    with compiled.open("rb") as file:
        assert _words(read_mo(file)) == _words(read_mo(now)), "the compiled catalogue is an old one: run `make setup`"


def _words(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {_parts(message.id): _parts(message.string) for message in catalog if message.id}


def test_texts_are_friendly():
    cold = [text for text, _files in texts() if COLD.search(text)]
    assert not cold, f"say how to mend it, in ordinary words: {cold}"


def test_sentences_are_short():
    long = [
        (len(WORD.findall(sentence)), sentence, sorted(files))
        for text, files in texts()
        for sentence in re.split(r"(?<=[.!?])\s+", text)
        if len(WORD.findall(sentence)) > LONGEST
    ]
    assert not long, f"make two sentences of what has more than {LONGEST} words: {long}"


def test_a_resident_reads_no_words_of_the_trade():
    found = [(file, word, text) for file, text in for_residents() for word in JARGON.findall(text)]
    assert not found, f"UX.md E2 has the ordinary word: {found}"


def test_a_resident_is_u():
    found = [(file, text) for file, text in for_residents() if JE.search(text)]
    assert not found, f"say «u» here: {found}"


def test_a_colleague_is_je_and_never_both():
    """By file, because what stands in one template stands on one page."""
    found = [(f, text) for text, files in texts() for f in files if U.search(text) and not f.startswith(RESIDENT)]
    assert not found, f"say «je» here, or keep it with what residents read (RESIDENT): {found}"


def test_an_error_that_a_resident_may_get_speaks_to_nobody_in_particular():
    found = [(f, text) for text, files in texts() for f in files & set(ANYBODY) if JE.search(text) or U.search(text)]
    assert not found, f"without «je» and without «u»: {found}"


def test_a_template_says_nothing_past_the_catalogue():
    found = {}
    for path in TEMPLATES.rglob("*.*"):
        name = str(path.relative_to(ROOT))
        if path.suffix == ".mjml":  # it is full of styles; what it says is looked at as a letter
            continue
        if path.suffix == ".typ":  # all that a PDF says goes in as data
            assert not re.search(r"\[[^\[\]#]*[^\W\d_]{2,}[^\[\]]*\]", path.read_text()), name
            continue
        words = re.findall(r"[^\W\d_]{2,}", bare(name))
        if words and "/consent/v" not in name and path.suffix != ".svg":  # a drawing is full of its own words
            found[name] = words
    assert not found, f"put it in _('…'): {found}"
