"""What the codes of this room are called on screen, and how a text is cut into paragraphs, headings and lists."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from pact.covenants.models import Status, TextKind

KINDS = {TextKind.PACT: _l("Pact"), TextKind.COVENANT: _l("Convenant")}

#: Word and kind of badge.
STATUSES: dict[Status, tuple[LazyString, str]] = {
    Status.ASKED: (_l("Gevraagd om te tekenen"), "info"),
    Status.SIGNED: (_l("Wacht op handtekening van het pact"), "warning"),
    Status.COUNTERSIGNED: (_l("Getekend"), "positive"),
    Status.ENDED: (_l("Gestopt"), "neutral"),
    Status.DECLINED: (_l("Niet getekend"), "neutral"),
    Status.LAPSED: (_l("Verlopen"), "warning"),
}

#: What an organisation is. Kept as the Dutch word: it is a word about them, not a code of ours.
ORGANISATION_KINDS = {
    "Vrijwilligersorganisatie": _l("Vrijwilligersorganisatie"),
    "Stichting": _l("Stichting"),
    "Vereniging": _l("Vereniging"),
    "Kerk": _l("Kerk of moskee"),
    "Bedrijf": _l("Bedrijf"),
    "Onderwijs": _l("School of kinderopvang"),
    "Zorg": _l("Zorg"),
    "Gemeente": _l("Gemeente"),
    "Iets anders": _l("Iets anders"),
}


def text_named(kind: TextKind | str) -> str:
    """«Pact» or «Convenant»."""
    return str(KINDS[TextKind(kind)])


def status_badge(status: Status | str) -> tuple[str, str]:
    """The word for a badge and its kind."""
    word, kind = STATUSES[Status(status)]
    return str(word), kind


class Piece(NamedTuple):
    """A heading, a paragraph or a list of a text."""

    kind: str  # heading, paragraph, list
    lines: list[str]


def pieces(text: str) -> list[Piece]:
    """A text as a page shows it; whatever somebody wrote in it stays plain words."""
    found: list[Piece] = []
    is_open = False
    for line in text.splitlines():
        said = line.strip()
        kind = "heading" if said.startswith("## ") else "list" if said.startswith("- ") else "paragraph"
        words = said.removeprefix("## ").removeprefix("- ") if kind != "paragraph" else said
        if not said:
            is_open = False
            continue
        if is_open and found[-1].kind == kind and kind != "heading":
            found[-1].lines.append(words)
        else:
            found.append(Piece(kind, [words]))
        is_open = True
    return found
