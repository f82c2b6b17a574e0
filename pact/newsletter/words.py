"""The names of what a person sees, and a text as its paragraphs, lists and links.

What somebody writes has no markup. An empty line begins a paragraph, «- » a line of a list, an https address becomes a
link that says where it goes; page, letter and feed are made from the same parts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from pact.newsletter.models import Audience, Kind, Section

SECTIONS = {
    Section.NEWS: _l("Nieuws van partners"),
    Section.MEETINGS: _l("Agenda"),
    Section.PARTNERS: _l("Nieuw in het netwerk"),
    Section.DECISIONS: _l("Wat is besloten"),
    Section.MARKETPLACE: _l("Gevraagd en aangeboden"),
    Section.DIRECTORY: _l("Veranderd in Wie doet wat"),
    Section.FIGURES: _l("In cijfers"),
}
AUDIENCES = {Audience.PARTNERS: _l("Voor partners"), Audience.RESIDENTS: _l("Voor inwoners")}
KINDS = {Kind.NEWSLETTER: _l("Nieuwsbrief"), Kind.YEARLY: _l("Jaarbericht")}

ADDRESS = re.compile(r"https://[^\s<>\"'«»()]+[^\s<>\"'«»().,;:!?]")


class Piece(NamedTuple):
    """Some words, or a link with the words that stand for it."""

    text: str
    url: str = ""


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph of one or more lines, or a list."""

    lines: tuple[Line, ...]
    is_list: bool = False


def section_name(section: Section) -> str:
    """«Agenda», in the language of this page."""
    return str(SECTIONS[Section(section)])


def shown_address(url: str) -> str:
    """A link as people read it: without the beginning that is always the same."""
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")


def blocks_of(text: str) -> list[Block]:
    """A text as somebody typed it, in parts."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        for is_list, lines in _runs(part.split("\n")):
            found.append(Block(tuple(_pieces(line) for line in lines), is_list))
    return found


def _runs(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Lines of a list, and lines that are not, in turns."""
    run: list[str] = []
    was_list = False
    for line in (line.strip() for line in lines):
        is_list = line.startswith("- ")
        if run and is_list != was_list:
            yield was_list, run
            run = []
        was_list = is_list
        if line:
            run.append(line.removeprefix("- ").strip())
    if run:
        yield was_list, run


def _pieces(line: str) -> Line:
    pieces: list[Piece] = []
    at = 0
    for found in ADDRESS.finditer(line):
        if found.start() > at:
            pieces.append(Piece(line[at : found.start()]))
        pieces.append(Piece(shown_address(found[0]), found[0]))
        at = found.end()
    if at < len(line):
        pieces.append(Piece(line[at:]))
    return tuple(pieces)
