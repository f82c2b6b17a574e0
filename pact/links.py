"""Addresses: for letters built from the configured address only, and with no number in them that no row can have."""

from typing import Any

from flask import Flask, current_app
from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1  # what the column of a row's number holds


def absolute_url(endpoint: str, **values: str | None) -> str:
    """The full address of a page of ours, also outside a request (SECURITY.md T12)."""
    path = current_app.url_map.bind("", url_scheme="http").build(endpoint, values)
    return f"{current_app.config['BASE_URL']}{path}"


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
