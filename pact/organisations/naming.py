"""Names of partners, and the addresses that are made of them: no two alike, and none that is a page of ours."""

import re
import unicodedata

from sqlalchemy import select

from pact.db import db
from pact.organisations.models import Organisation

LONGEST = 50
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Pages under /partners and /wie-doet-wat that are no organisation.
TAKEN = frozenset({"aanmeldingen", "exporteren", "importeren", "nieuw", "open-data", "print", "regelingen"})


def free_slug(name: str) -> str:
    """«Voedselbank 't Mandje» becomes voedselbank-t-mandje, with a number behind it when that is taken."""
    base = slug_of(name)
    found = db.session.scalars(select(Organisation.slug).where(Organisation.slug.startswith(base, autoescape=True)))
    return numbered(base, {*found, *TAKEN})


def slug_of(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or "partner"


def numbered(base: str, taken: set[str]) -> str:
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
