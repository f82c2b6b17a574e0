"""The same open data as tables: a zip with a CSV per kind of thing and a datapackage.json that says what is in them.

The tables are cut from the very records of the API, so that the two never tell different things.
"""

import csv
import io
import json
import re
import zipfile
from typing import Any

from pact.directory.hsds import shelves
from pact.directory.hsds.asked import Asked
from pact.directory.hsds.package import TABLES, description
from pact.directory.hsds.taxonomies import TAXONOMIES, Record, terms
from pact.tables.guard import guarded

#: A number to dial is no formula, and who reads the tables by program wants it as it is.
DIALLED = re.compile(r"\+[\d ().\-/]+")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same data is the same file, whenever it is made


#: In which property of which record the rows of a table stand.
NESTED = {
    "phones": "phone",
    "schedules": "schedule",
    "service_areas": "service_area",
    "service_at_locations": "service_at_location",
    "languages": "language",
    "required_documents": "required_document",
    "attributes": "attribute",
    "location": "location",
    "addresses": "address",
}


class Sheets:
    """The tables as they grow: each a text, written as its rows come by."""

    def __init__(self) -> None:
        self.texts = {name: io.StringIO() for name in TABLES}
        self.writers = {name: csv.writer(text) for name, text in self.texts.items()}
        for name, (_file, _words, fields) in TABLES.items():
            self.writers[name].writerow([field.name for field in fields])

    def add(self, table: str, record: Record) -> None:
        """A record, and all that stands in it."""
        fields = TABLES[table][2]
        self.writers[table].writerow([_cell(record.get(field.name)) for field in fields])
        for name, inner in record.items():
            if name in NESTED:
                for one in inner if isinstance(inner, list) else [inner]:
                    self.add(NESTED[name], one)


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if DIALLED.fullmatch(text) else guarded(text)


def package() -> bytes:
    """The zip. An organisation's places come with its services, so they are asked there only."""
    sheets = Sheets()
    for record in shelves.organisations(Asked(full=True)).all():
        sheets.add("organization", {name: value for name, value in record.items() if name != "locations"})
    for record in shelves.offers(Asked(full=True)).all():
        sheets.add("service", record)
    for term in terms().values():
        sheets.add("taxonomy_term", term)
    for taxonomy in TAXONOMIES:
        sheets.add("taxonomy", taxonomy.record)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        _put(file, "datapackage.json", json.dumps(description(), ensure_ascii=False, indent=2))
        for name, text in sheets.texts.items():
            _put(file, TABLES[name][0], text.getvalue())
    return packed.getvalue()


def _put(file: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(entry, text.encode())
