"""ODS: the first sheet, read as its XML goes by and written by hand: a cell is a text and says so."""

import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from defusedxml.ElementTree import iterparse

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
SPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
TABLE, OFFICE, TEXT = (f"{{{SPACE.format(name)}}}" for name in ("table", "office", "text"))
#: Beyond these a row or a cell that is repeated says nothing: an empty sheet is one row, a million times.
FAR_DOWN, FAR_RIGHT = 20_000, 200


def rows(content: bytes) -> Iterator[tuple[int, Iterable[Any]]]:
    """Raises whatever the parser raises; it refuses entities."""
    number = 1
    with ZipFile(io.BytesIO(content)) as file, file.open("content.xml") as xml:
        for event, element in iterparse(xml, ("end",), forbid_dtd=True):
            if element.tag == f"{TABLE}table":
                return
            if event == "end" and element.tag == f"{TABLE}table-row":
                cells = _cells(element)
                times = _times(element, "rows")
                for _again in range(min(times, FAR_DOWN) if cells else 0):
                    yield number, cells
                    number += 1
                number += 0 if cells else times
                element.clear()


def _times(element: Any, of: str) -> int:
    return max(1, int(element.get(f"{TABLE}number-{of}-repeated", "1")))


def _cells(row: Any) -> list[Any]:
    """The values, without the empty ones at the end. A cell under a merged one is empty."""
    found: list[Any] = []
    for cell in row:
        if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell") and len(found) < FAR_RIGHT:
            value = _value(cell) if cell.tag == f"{TABLE}table-cell" else ""
            found += [value] * min(_times(cell, "columns"), FAR_RIGHT)
    while found and found[-1] in ("", None):
        found.pop()
    return found


def _value(cell: Any) -> Any:
    formula = cell.get(f"{TABLE}formula")
    if formula:
        return formula.partition(":")[2] if not formula.startswith("=") else formula
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "float":
        return float(cell.get(f"{OFFICE}value"))
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true"
    if kind == "date":
        return date.fromisoformat(cell.get(f"{OFFICE}date-value")[:10])
    return "\n".join(_written(line) for line in cell.iter(f"{TEXT}p"))


def _written(line: Any) -> str:
    """The text of a paragraph, with the spaces and line ends that ODF writes as elements."""
    told = line.text or ""
    for part in line:
        if part.tag == f"{TEXT}s":
            told += " " * min(int(part.get(f"{TEXT}c", "1")), 1000)
        elif part.tag == f"{TEXT}tab":
            told += "\t"
        elif part.tag == f"{TEXT}line-break":
            told += "\n"
        elif part.tag.startswith(TEXT):
            told += _written(part)
        told += part.tail or ""
    return told


_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content office:version="1.3" '
    + " ".join(f'xmlns:{name}="{SPACE.format(name)}"' for name in ("office", "table", "text"))
    + '><office:body><office:spreadsheet><table:table table:name="Lijst">'
)
_FOOT = "</table:table></office:spreadsheet></office:body></office:document-content>"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest manifest:version="1.3" '
    f'xmlns:manifest="{SPACE.format("manifest")}">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def written(headers: list[str], lines: Iterable[list[str]]) -> bytes:
    content = io.StringIO()
    content.write(_HEAD)
    content.write(f'<table:table-column table:number-columns-repeated="{len(headers)}"/>')
    for line in [headers, *lines]:
        content.write("<table:table-row>")
        content.writelines(_cell(text) for text in line)
        content.write("</table:table-row>")
    content.write(_FOOT)
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        first = ZipInfo("mimetype")  # first and not compressed: by this a program knows the kind
        first.compress_type = ZIP_STORED
        file.writestr(first, MIMETYPE)
        file.writestr("META-INF/manifest.xml", _MANIFEST)
        file.writestr("content.xml", content.getvalue())
    return packed.getvalue()


def _cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{_spaced(escape(line))}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _spaced(line: str) -> str:
    """Two spaces in a row would become one."""
    return line.replace("  ", " <text:s/>").replace("\t", "<text:tab/>")
