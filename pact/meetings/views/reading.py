"""Reading: which meetings come and were, and one of them."""

from datetime import UTC, datetime

from flask import Response, request

from pact.access import access, me, signed_in
from pact.dates import start_of, today
from pact.htmx import page
from pact.meetings import agendas, policy, queries
from pact.meetings.views.base import bp, by_id
from pact.wall_clock import When


@bp.get("/bijeenkomsten")
@access(signed_in)
def index() -> Response:
    past = request.args.get("toon") == "geweest"
    of = request.args.get("werkgroep", "")
    rows = queries.past(me, _before(), of) if past else queries.coming(me, of)
    shown = rows[: queries.A_PAGE] if past else rows
    return page(
        "meetings/index.html",
        past=past,
        of=of,
        rows=[(row, When(row.day, row.begins, row.ends) if row.day else None) for row in shown],
        older=f"{shown[-1].starts_at.timestamp():.0f}-{shown[-1].id}" if len(rows) > len(shown) else "",
        may_plan=policy.plans(me),
        today=today(),
        start_of=start_of,
    )


def _before() -> tuple[datetime, int] | None:
    """Where the page before this one ended; what is no such place begins at the start."""
    at, _dash, id = request.args.get("voor", "").partition("-")
    if not (at.isdecimal() and id.isdecimal() and len(at) < 12 and len(id) < 10):
        return None
    return datetime.fromtimestamp(int(at), UTC), int(id)


@bp.get("/bijeenkomsten/<int:meeting_id>")
@access(signed_in)
def show(meeting_id: int) -> Response:
    meeting = by_id(meeting_id)
    items = agendas.items_of(meeting.id)
    return page(
        "meetings/show.html",
        meeting=meeting,
        items=list(zip(items, agendas.times(meeting, items), strict=True)),
        own=queries.standing(meeting, me),
        is_draft=meeting.announced_at is None,
    )
