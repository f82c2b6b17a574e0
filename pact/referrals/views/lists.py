"""«Doorverwijzingen»: what came in, what went out, what came to an end. Links, not tabs of script."""

from datetime import date
from typing import Any

from flask import Response, request
from sqlalchemy import Row

from pact.access import access, me
from pact.dates import today
from pact.htmx import page_or_part
from pact.referrals import policy, queries
from pact.referrals.views.base import bp
from pact.referrals.vocabulary import CONTACTED_LABEL, STATUS_LABELS

LISTS = {"gekregen": queries.received, "verstuurd": queries.sent, "afgerond": queries.ended}


def badge_of(row: Row[Any]) -> tuple[str, str, str]:
    """Word, colour and icon of a status; «Contact gelegd» is a fact, not a state."""
    if row.status == "accepted" and row.contacted_at is not None:
        word, kind, icon = CONTACTED_LABEL
    else:
        word, kind, icon = STATUS_LABELS[row.status]
    return str(word), kind, icon


def is_late(row: Row[Any], on: date) -> bool:
    return row.ended_at is None and row.due_on is not None and row.due_on < on


@bp.get("/doorverwijzingen")
@access(policy.may_refer)
def index() -> Response:
    shown = request.args.get("toon", "gekregen")
    if shown not in LISTS:
        shown = "gekregen"
    page = LISTS[shown](me, request.args.get("na"))
    return page_or_part(
        "referrals/index.html",
        "referrals/_list.html",
        shown=shown,
        page=page,
        today=today(),
        badge_of=badge_of,
        is_late=is_late,
    )
