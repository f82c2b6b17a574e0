"""Names of partners, and the addresses that are made of them: no two alike, and none that is a page of ours."""

import re

from pact import slugs
from pact.organisations.models import Organisation

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Pages under /partners and /wie-doet-wat that are no organisation.
TAKEN = frozenset({"aanmeldingen", "exporteren", "importeren", "nieuw", "open-data", "print", "regelingen"})


def free_slug(name: str) -> str:
    return slugs.free_in(Organisation.slug, slug_of(name), TAKEN)


def slug_of(name: str) -> str:
    return slugs.base_of(name, "partner")
