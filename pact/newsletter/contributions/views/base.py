"""The blueprint of contributions."""

from flask import Blueprint

from pact.newsletter.contributions.photos import mark_of
from pact.newsletter.contributions.words import review_badge

bp = Blueprint("contributions", __name__)
bp.add_app_template_filter(mark_of, "photo_mark")
bp.add_app_template_filter(review_badge)
