"""What everybody reads: which events come, one of them, and a file for one's own calendar."""

from flask import Response

from pact.access import access, everyone
from pact.calendars.feed import block, feed
from pact.htmx import page
from pact.links import absolute_url
from pact.meetings.events import emails, queries
from pact.meetings.events.views.base import bp, public, sheet


@bp.get("/evenementen")
@access(everyone)
def index() -> Response:
    return page("meetings/events/index.html", rows=queries.coming())


@bp.get("/evenementen/<slug>")
@access(everyone)
def show(slug: str) -> Response:
    event = public(slug)
    return page("meetings/events/show.html", **sheet(event), address=absolute_url("events.show", slug=slug))


@bp.get("/evenementen/<slug>.ics")
@access(everyone)
def calendar(slug: str) -> Response:
    """Published, with nobody in it (RFC 5546 3.2.1)."""
    event = public(slug)
    made = Response(feed(event.meeting.title, [block(emails.entry(event, for_everybody=True))]))
    made.headers["Content-Type"] = "text/calendar; charset=utf-8"
    made.headers["Content-Disposition"] = "attachment; filename=bijeenkomst.ics"
    return made
