"""CSV in the ways it comes: four encodings, three separators; written so that a Dutch Excel opens it at once."""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from typing import Any

from pact.tables.guard import guarded, unguarded

SEPARATORS = ";,\t"
LONGEST_CELL = 100_000
MIMETYPE = "text/csv; charset=utf-8"


class NotText(ValueError):
    """These bytes are no text."""


def rows(content: bytes) -> Iterator[tuple[int, Iterable[Any]]]:
    """Raises ValueError or csv.Error. A number is that of the row, also where a cell holds several lines."""
    text = decoded(content)
    told = re.match(r"sep=(.)\r?\n", text)  # Excel's own way to say it
    first = 1
    if told:
        text, first = text[told.end() :], 2
    csv.field_size_limit(LONGEST_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=told[1] if told else _separator(text))
    for number, cells in enumerate(lines, first):
        yield number, [unguarded(cell) for cell in cells]


def decoded(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, and else what Windows writes. Raises NotText."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16")
    if content.startswith(BOM_UTF8):
        return content.decode("utf-8-sig")
    if content.count(0) > len(content) // 10:
        raise NotText("these are numbers, or UTF-16 without its mark")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _separator(text: str) -> str:
    """What cuts the first row into the most pieces."""
    head = text.lstrip("\r\n \t")[:10_000]

    def pieces(separator: str) -> int:
        return len(next(csv.reader(io.StringIO(head, newline=""), delimiter=separator), []))

    return max(SEPARATORS, key=pieces)


def written(headers: list[str], lines: Iterable[list[str]]) -> bytes:
    """With the mark by which Excel knows UTF-8, and the semicolon it expects here."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([guarded(cell) for cell in line] for line in lines)
    return BOM_UTF8 + text.getvalue().encode()
