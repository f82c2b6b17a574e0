"""The blueprint of this room, and the words its templates ask for."""

from flask import Blueprint

from pact.covenants.words import pieces, status_badge, text_named

bp = Blueprint("covenants", __name__)
bp.add_app_template_filter(text_named)
bp.add_app_template_filter(status_badge)
bp.add_app_template_filter(pieces)
