"""Addresses: for letters built from the configured address only, and with no number in them that no row can have."""

import re
import unicodedata
from typing import Any

from flask import Flask, current_app
from werkzeug.routing import IntegerConverter

LONGEST_SLUG = 50
LARGEST = 2**31 - 1  # what the column of a row's number holds


def absolute_url(endpoint: str, **values: str | None) -> str:
    """The full address of a page of ours, also outside a request (SECURITY.md T12)."""
    path = current_app.url_map.bind("", url_scheme="http").build(endpoint, values)
    return f"{current_app.config['BASE_URL']}{path}"


def as_slug(name: str, otherwise: str) -> str:
    """«Voedselbank 't Mandje» becomes voedselbank-t-mandje; `otherwise` when no letter is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or otherwise


def row_number(text: str) -> int:
    """For `request.args.get(…, type=row_number)`: a number that a row can have, else there is none."""
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError("no row has this number")
    return number


class RowNumber(IntegerConverter):
    """`<int:id>` in an address. A larger number is nowhere, and is not asked of the database."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max": LARGEST} | options)


def init_links(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber
