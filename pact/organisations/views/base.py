"""The blueprint of this room, and finding the organisation that an address names."""

from flask import Blueprint

from pact.access import me
from pact.db import find_or_404
from pact.organisations import policy
from pact.organisations.models import Organisation

bp = Blueprint("organisations", __name__)


def by_slug(slug: str) -> Organisation:
    return find_or_404(Organisation, Organisation.slug == slug, policy.visible_to(me))
