"""Every column stands in exactly one list: encrypted, pseudonym, or plain with a reason (DESIGN.md 6)."""

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import LargeBinary, text

from pact import models
from pact.db import Base, db
from tests.make import CANARIES

LIST = Path(__file__).with_name("columns.csv")
KINDS = {"encrypted", "pseudonym", "plain"}
#: What we never ask for, under whatever name (SECURITY.md D1).
FORBIDDEN = re.compile(r"birth|bsn|iban|nationalit|gender|income|debt|health|postcode|postal|attachment|street", re.I)


def rows() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


def columns() -> dict[str, Any]:
    assert models
    return {
        f"{table.name}.{column.name}": column for table in Base.metadata.tables.values() for column in table.columns
    }


def test_every_column_is_in_the_list_once_and_with_a_reason() -> None:
    listed = Counter(row["column"] for row in rows())
    missing, gone = columns().keys() - listed.keys(), listed.keys() - columns().keys()
    assert not missing, f"say in tests/columns.csv whether these are encrypted, pseudonym or plain, and why: {missing}"
    assert not gone, f"take these out of tests/columns.csv: {gone}"
    assert set(listed.values()) == {1}
    assert all(row["kind"] in KINDS and row["why"].strip() for row in rows())


def test_every_sealed_column_is_listed_as_encrypted_and_holds_bytes() -> None:
    encrypted = {row["column"] for row in rows() if row["kind"] == "encrypted"}
    sealed = {name for name in columns() if name.endswith("sealed")}
    assert sealed <= encrypted
    assert all(isinstance(columns()[name].type, LargeBinary) for name in sealed)


def test_there_is_no_column_for_what_we_never_ask() -> None:
    assert not [name for name in columns() if FORBIDDEN.search(name)]


@pytest.mark.parametrize("status", ["draft", "requested", "accepted"])
def test_what_was_typed_stands_readable_in_no_column_of_no_table(app: Flask, make: Any, status: str) -> None:
    make.referral(status=status)
    with app.app_context():
        for table in Base.metadata.tables.values():
            for row in db.session.execute(text(f'SELECT * FROM "{table.name}"')).mappings():
                for name, value in row.items():
                    seen = bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
                    assert not [word for word in CANARIES if word in seen], f"{table.name}.{name}"
