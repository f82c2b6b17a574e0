"""A table as a file to download, in the way somebody chose."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from flask import Response, abort

from pact.forms import CONTROL
from pact.tables import delimited, ods, xlsx

Written = Callable[[list[str], Iterable[list[str]]], bytes]


class Way(NamedTuple):
    written: Written
    mimetype: str


WAYS = {
    "xlsx": Way(xlsx.written, xlsx.MIMETYPE),
    "ods": Way(ods.written, ods.MIMETYPE),
    "csv": Way(delimited.written, delimited.MIMETYPE),
}
NAMES = {"xlsx": "Excel (XLSX)", "ods": "LibreOffice (ODS)", "csv": "CSV"}


def download(name: str, way: str, headers: list[str], lines: Iterable[list[str]]) -> Response:
    """The file. A way that does not exist is a page that does not exist."""
    chosen = WAYS.get(way) or abort(404)
    plain = ([CONTROL.sub("", cell) for cell in line] for line in lines)
    made = Response(chosen.written(headers, plain), content_type=chosen.mimetype)
    made.headers["Content-Disposition"] = f"attachment; filename={name}.{way}"
    return made
