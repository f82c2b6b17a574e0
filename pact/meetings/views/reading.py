"""Reading: which meetings come and were, and one of them."""

from datetime import UTC, datetime

from flask import Response, abort, request

from pact.access import access, me, signed_in
from pact.htmx import page
from pact.meetings import agendas, policy, queries
from pact.meetings.cases import queries as case_queries
from pact.meetings.evaluations import queries as evaluation_queries
from pact.meetings.events import queries as event_queries
from pact.meetings.minutes import queries as minute_queries
from pact.meetings.polls import queries as poll_queries
from pact.meetings.replies import queries as reply_queries
from pact.meetings.rows import rows_of
from pact.meetings.series import queries as series_queries
from pact.meetings.views.base import bp


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
        rows=rows_of(shown, past),
        workgroup=shown[0].workgroup if of and shown else "",
        older=f"{shown[-1].starts_at.timestamp():.0f}-{shown[-1].id}" if len(rows) > len(shown) else "",
        may_plan=policy.plans(me),
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
    """Each part asks the database at most one question, and none where there is nothing to ask."""
    meeting, own = queries.with_standing(meeting_id, me) or abort(404)
    items = agendas.items_of(meeting.id)
    known, begun = meeting.announced_at is not None, meeting.has_begun
    goes_on = known and not meeting.is_called_off
    return page(
        "meetings/show.html",
        meeting=meeting,
        items=list(zip(items, agendas.times(meeting, items), strict=True)),
        own=own,
        known=known,
        goes_on=goes_on,
        poll=poll_queries.on_meeting(meeting, me) if own.has_poll and goes_on else None,
        replies=reply_queries.on_meeting(meeting.id, me.id) if goes_on and meeting.when and meeting.is_open else None,
        place=series_queries.place_of(meeting),
        event=event_queries.on_meeting(meeting.id) if own.has_page and own.writes_up else None,
        cases=case_queries.on_meeting(meeting, me) if goes_on and meeting.when else None,
        minutes_told=minute_queries.on_meeting(meeting.id) if begun else None,
        may_write_minutes=own.writes_up and goes_on and meeting.when is not None,
        evaluation=evaluation_queries.on_meeting(meeting, me) if own.looks_after and goes_on and begun else None,
    )
