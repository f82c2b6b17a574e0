"""Names of partners, and the addresses that are made of them: no two alike, and none that is a page of ours."""

import re

from sqlalchemy import select

from pact import slugs
from pact.db import db
from pact.organisations.models import Organisation

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Pages under /partners and /wie-doet-wat that are no organisation.
TAKEN = frozenset({"aanmeldingen", "exporteren", "importeren", "nieuw", "open-data", "print", "regelingen"})


def free_slug(name: str) -> str:
    base = slug_of(name)
    found = db.session.scalars(select(Organisation.slug).where(Organisation.slug.startswith(base, autoescape=True)))
    return slugs.free(base, {*found, *TAKEN})


def slug_of(name: str) -> str:
    return slugs.base_of(name, "partner")
