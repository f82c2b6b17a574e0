"""The name of a thing in an address: «Voedselbank 't Mandje» becomes voedselbank-t-mandje."""

import re
import unicodedata
from collections.abc import Collection, Container

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from pact.db import db

LONGEST = 50


def base_of(name: str, otherwise: str) -> str:
    """Without anything that would look odd in an address; `otherwise` when nothing remains."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or otherwise


def free(base: str, taken: Container[str]) -> str:
    """With a number behind it when it is taken."""
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def free_in(column: InstrumentedAttribute[str], base: str, besides: Collection[str] = ()) -> str:
    """The same, when what is taken stands in this column; `besides` are pages that are no such thing."""
    alike = select(column).where(column.startswith(base, autoescape=True))
    return free(base, {*db.session.scalars(alike), *besides})
