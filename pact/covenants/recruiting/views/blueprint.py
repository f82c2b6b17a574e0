"""The blueprint of recruiting, the words its templates ask for, and how a lead is found."""

from flask import Blueprint, Response, make_response, redirect, url_for

from pact import audit
from pact.access import me
from pact.covenants.models import Lead
from pact.covenants.recruiting import queries
from pact.covenants.recruiting.words import stage_badge, stage_named, step_named
from pact.db import find_or_404

bp = Blueprint("recruiting", __name__)
bp.add_app_template_filter(stage_badge)
bp.add_app_template_filter(stage_named)
bp.add_app_template_filter(step_named)


def find(id: int) -> Lead:
    """Leads are the coordinator's, and hers alone; the door lets in nobody else."""
    return find_or_404(Lead, Lead.id == id, options=queries.LOADED)


def to_lead(lead: Lead) -> Response:
    return make_response(redirect(url_for("recruiting.show", id=lead.id), 303))


def note(action: str, lead: Lead) -> None:
    audit.record(action, lead.thing, me, organisation_id=lead.organisation_id, stage=lead.status)
