"""The blueprint of this room, and finding the organisation that an address names."""

from flask import Blueprint, Response, make_response, redirect, url_for

from pact.access import me
from pact.ambassadors import policy
from pact.ambassadors.words import outcome_badge
from pact.db import find_or_404
from pact.organisations.models import Organisation

bp = Blueprint("ambassadors", __name__)
bp.add_app_template_filter(outcome_badge)


def by_slug(slug: str) -> Organisation:
    return find_or_404(Organisation, Organisation.slug == slug, policy.visible_to(me))


def to_partner(slug: str) -> Response:
    return make_response(redirect(url_for("ambassadors.of_partner", slug=slug), 303))
