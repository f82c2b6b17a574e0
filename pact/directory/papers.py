"""The social map of one village on paper: who helps with what, when and where, as a PDF in the language of the reader.

A language is offered when our words of the sheet stand in its catalogue; never a sheet that is half in another one.
What organisations wrote themselves stays Dutch, and is marked so. The sheet takes one page or two: the letters grow
smaller until it fits, and where that is not enough the hours and the places stay out.
"""

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pact import layout, pdf
from pact.access import Actor
from pact.dates import full, today
from pact.directory import entries, hits
from pact.directory.entries import Asked, Entry, Offer
from pact.directory.models import Topic
from pact.directory.topics import TOPICS
from pact.directory.words import DAYS, LANGUAGES, unbroken
from pact.links import absolute_url
from pact.qr import qr_file

TITLE = _l("Wie doet wat in %(village)s")
FOOT = _l("Gedrukt op %(date)s. Scan de code voor het laatste nieuws, of ga naar:")
TELLS = _l("Code voor een telefoon: het leidt naar %(link)s")
CALL = _l("Vragen? Bel %(phone)s")
#: What a catalogue must say before its language is offered; each of them differs from the Dutch in any language.
WORDS = (TITLE, FOOT, CALL, *DAYS, *(words for _topic, words in TOPICS))


class Format(StrEnum):
    A4 = "a4"
    A5 = "a5"


class Step(NamedTuple):
    """A way to set the sheet: how large the letters are, in points, and whether hours and places stand there."""

    pages: int
    size: float
    details: bool = True


#: The first that takes no more pages than this is printed. The last one is printed whatever it takes.
STEPS: dict[Format, Sequence[Step]] = {
    Format.A4: [
        *(Step(1, size) for size in (11, 10.5, 10)),
        *(Step(2, size) for size in (11, 10.5, 10, 9.5, 9)),
        *(Step(2, size, details=False) for size in (10, 9, 8.5)),
    ],
    Format.A5: [
        *(Step(2, size) for size in (10, 9.5, 9, 8.5, 8)),
        *(Step(2, size, details=False) for size in (9, 8.5, 8)),
    ],
}


def languages() -> list[str]:
    """In which languages the sheet can be printed."""
    with force_locale("nl"):
        dutch = [str(words) for words in WORDS]
    return [code for code in LANGUAGES if code == "nl" or _is_spoken(code, dutch)]


def _is_spoken(code: str, dutch: list[str]) -> bool:
    with force_locale(code):
        return all(str(words) != said for words, said in zip(WORDS, dutch, strict=True))


def by_topic(found: Sequence[Entry]) -> list[tuple[str, list[tuple[Entry, Offer]]]]:
    """A service stands under its first topic only; what pauses is not on paper, which stays true for longer."""
    chapters: dict[Topic, list[tuple[Entry, Offer]]] = defaultdict(list)
    for entry in found:
        for offer in entry.offers:
            if not offer.is_paused:
                chapters[next(iter(offer.topics), Topic.OTHER)].append((entry, offer))
    words_of = dict(TOPICS) | {Topic.OTHER: _l("Andere hulp")}
    return [(str(words), chapters[topic]) for topic, words in words_of.items() if chapters[topic]]


def link_of(village: str, language: str) -> str:
    """The page that is newer than the paper, in the language of the paper where the site speaks it."""
    spoken = f"&taal={language}" if language != "nl" and language in layout.LANGUAGES else ""
    return f"{absolute_url('directory.index')}?dorp={village}{spoken}"


def sheet(person: Actor | None, village: str, paper: Format, language: str) -> bytes:
    return fitted(told(person, village, paper, language), paper)


def told(person: Actor | None, village: str, paper: Format, language: str) -> str:
    """All that stands on the sheet, in five queries."""
    found = entries.listed(person, Asked(village=village))
    entries.fill([offer for entry in found for offer in entry.offers])
    schemes = hits.schemes(person)
    link = link_of(village, language)
    with force_locale(language):
        known = pdf.known_of(str(TITLE) % {"village": village}, language)
        data = known | {
            "paper": paper,
            "chapters": [_chapter(words, offers) for words, offers in by_topic(found)],
            "schemes_title": _("Regelingen"),
            "schemes": [{"name": scheme.name, "gives": scheme.gives} for scheme in schemes],
            "call": str(CALL) % {"phone": unbroken(schemes[0].organisation_phone)} if schemes else "",
            "open": _("Open:"),
            "printed": str(FOOT) % {"date": full(today())},
            "link": link,
            "code": qr_file(link),
            "code_told": str(TELLS) % {"link": link},
        }
        return pdf.as_text(data)


def _chapter(words: str, offers: list[tuple[Entry, Offer]]) -> dict[str, Any]:
    return {
        "topic": words,
        "offers": [
            {
                "name": entry.name,
                "phone": unbroken(offer.phone or entry.phone),
                "summary": offer.summary,
                "hours": "; ".join(offer.hours),
                "places": [f"{place.address}, {place.city}" for place in offer.places],
            }
            for entry, offer in offers
        ],
    }


@lru_cache(maxsize=32)
def fitted(data: str, paper: Format) -> bytes:
    """The largest letters that fit. The same sheet is made once: many people take it, and it changes seldom."""
    made = b""
    for step in STEPS[paper]:
        details = "yes" if step.details else ""
        made, pages = pdf.paged("directory/print.typ", data, size=str(step.size), details=details)
        if pages <= step.pages:
            break
    return made
