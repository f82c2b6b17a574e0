"""From the bytes somebody sent to rows of texts. Nothing of the file is trusted: not its name, its size nor its parts.

Every cell becomes the text a person reads in it; a formula stays the text of the formula and is never worked out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from flask_babel import gettext as _

from pact.tables import delimited, ods, xlsx

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 100
MOST_UNPACKED = 100 * 1024 * 1024  # what ten thousand rows of a social map come to, a few times over
MOST_LETTERS = 20_000_000
MOST_PARTS = 1000
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class NotATable(Exception):
    """This file cannot be read; the message says in Dutch what to do."""


@dataclass(frozen=True)
class Table:
    """What stood in the file: the headers, and the rows that are not empty, each with the number it has there."""

    headers: list[str]
    rows: list[tuple[int, list[str]]]


def read(content: bytes) -> Table:
    """Raises NotATable."""
    if len(content) > MOST_BYTES:
        raise NotATable(_("Dit bestand is te groot. Het mag hooguit 10 MB zijn."))
    try:
        return _cut(_rows(content))
    except NotATable:
        raise
    except Exception as error:  # a broken file breaks the reader in any way it likes
        raise unreadable() from error


def unreadable() -> NotATable:
    return NotATable(_("Dit bestand kunnen wij niet lezen. Bewaar het als XLSX, ODS of CSV en probeer het opnieuw."))


def _rows(content: bytes) -> Iterator[tuple[int, Iterable[Any]]]:
    if content.startswith(OLD_EXCEL):
        raise NotATable(_("Dit is een bestand van een oude Excel. Bewaar het als XLSX en probeer het opnieuw."))
    if not content.startswith(b"PK"):
        return delimited.rows(content)
    try:
        with ZipFile(BytesIO(content)) as file:
            parts = file.infolist()
            names = {part.filename for part in parts}
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotATable(_("Dit bestand wordt uitgepakt te groot."))
            if any(_brings_entities(file, part) for part in parts):
                raise unreadable()
    except BadZipFile as error:
        raise unreadable() from error
    if "xl/workbook.xml" in names:
        return xlsx.rows(content)
    if "content.xml" in names:
        return ods.rows(content)
    raise unreadable()


def _brings_entities(file: ZipFile, part: ZipInfo) -> bool:
    """No spreadsheet has a DTD, and openpyxl would unfold what is in it. It stands before the first element."""
    with file.open(part) as xml:
        try:
            next(iterparse(xml, ("start",), forbid_dtd=True), None)
        except DefusedXmlException:
            return True
        except ParseError:  # a picture, or nothing
            return False
    return False


def _cut(rows: Iterator[tuple[int, Iterable[Any]]]) -> Table:
    """The first row that holds anything has the headers."""
    headers: list[str] = []
    found: list[tuple[int, list[str]]] = []
    letters = 0
    for number, cells in rows:
        texts = [as_text(cell) for cell, _column in zip(cells, range(MOST_COLUMNS), strict=False)]
        letters += sum(map(len, texts))
        if letters > MOST_LETTERS:
            raise NotATable(_("In dit bestand staat te veel tekst."))
        if not any(text.strip() for text in texts):
            continue
        if not headers:
            headers = texts
            continue
        if len(found) == MOST_ROWS:
            raise NotATable(_("Er staan meer dan %(most)s regels in. Knip het bestand in delen.", most=MOST_ROWS))
        found.append((number, texts))
    if not headers:
        raise NotATable(_("Dit bestand is leeg."))
    while headers and not headers[-1].strip():
        headers.pop()
    return Table(headers, [(number, _fitted(texts, len(headers))) for number, texts in found])


def _fitted(texts: list[str], width: int) -> list[str]:
    return (texts + [""] * width)[:width]


def as_text(value: Any) -> str:
    """What a person reads in the cell."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(getattr(value, "text", value))  # a formula over several cells is a thing of its own
