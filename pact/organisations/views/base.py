"""The blueprint of this room, and finding the organisation that an address names."""

from flask import Blueprint

from pact.access import me
from pact.db import find_or_404
from pact.organisations import policy, queries
from pact.organisations.models import Organisation

bp = Blueprint("organisations", __name__)
bp.add_app_template_global(queries.told_by)  # for rooms to the right, whose pages say it too


def by_slug(slug: str) -> Organisation:
    return find_or_404(Organisation, Organisation.slug == slug, policy.visible_to(me))
