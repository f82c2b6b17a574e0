"""The letter for who reads plain text: made from the same parts as the HTML, and no less than it."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from flask_babel import gettext as _

from pact.newsletter.letters.content import Content, Piece
from pact.newsletter.words import Block, Line

WIDTH = 76


def plain_of(content: Content) -> str:
    """Lines fit a narrow window; only an address that is longer stays whole. Headings are underlined."""
    parts = [content.pact, _heading(content.title, "="), *_blocks(content.introduction)]
    for section, pieces in content.sections:
        parts.append(_heading(section.upper(), "="))
        for piece in pieces:
            parts += _piece(piece)
    parts += ["-" * WIDTH, _wrapped(content.why)]
    links = (
        (_("Bekijk in de browser"), content.online),
        (_("Voorkeuren"), content.preferences),
        (_("Uitschrijven"), content.leave),
    )
    parts += [f"{words}:\n{url}" for words, url in links]
    parts.append(_wrapped(f"{content.sender} {content.phone}"))
    return "\n\n".join(parts) + "\n"


def _piece(piece: Piece) -> Iterator[str]:
    yield _heading(piece.title, "-")
    if piece.sender:
        yield _wrapped(_("Van %(organisation)s", organisation=piece.sender))
    if piece.photo and piece.photo_description:
        yield _wrapped("[" + _("Foto: %(what)s", what=piece.photo_description) + "]")
    yield from _blocks(piece.blocks)
    if piece.link:
        where = piece.link.removeprefix("mailto:").removeprefix("tel:")
        yield _("Lees meer") + f":\n{where}"


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if block.is_list:
            yield "\n".join(_wrapped(_said(line), "- ", "  ") for line in block.lines)
        elif block.lines:
            yield "\n".join(_wrapped(_said(line)) for line in block.lines)


def _said(line: Line) -> str:
    return "".join(piece.url or piece.text for piece in line)


def _heading(words: str, under: str) -> str:
    lines = wrap(words, WIDTH, break_on_hyphens=False) or [""]
    return "\n".join([*lines, under * max(len(line) for line in lines)])


def _wrapped(words: str, first: str = "", rest: str = "") -> str:
    lines = wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(lines)
