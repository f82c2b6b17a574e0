"""The page of an issue that is leaving: the truth while one looks, stopping and going on, and what came of it."""

from flask import Blueprint, Response, abort, g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pact import audit, htmx
from pact.access import access, me
from pact.dates import now
from pact.db import db
from pact.newsletter.models import Issue
from pact.newsletter.policy import coordinator
from pact.newsletter.sending import claims, figures, lanes, words
from pact.newsletter.views.base import back_to, by_id

bp = Blueprint("sending", __name__)

FOR_GOOD = _l("Wie de brief nog niet had, krijgt hem niet meer.")


@bp.get("/nieuwsbrief/<int:issue_id>/verzending")
@access(coordinator)
def progress(issue_id: int) -> Response:
    return _shown(_leaving(issue_id))


@bp.get("/nieuwsbrief/<int:issue_id>/verzending/stand")
@access(coordinator, quiet=True)
def standing(issue_id: int) -> Response:
    """What the page asks by itself, every two seconds."""
    return _shown(_leaving(issue_id))


@bp.post("/nieuwsbrief/<int:issue_id>/stoppen")
@access(coordinator)
def stop(issue_id: int) -> Response:
    """The lanes see it before they begin with the next fifty."""
    issue = _leaving(issue_id)
    if issue.sent_at is not None:
        return _too_late(issue)
    if issue.stopped_at is None:
        issue.stopped_at, issue.stopped_by_id = now(), me.id
        audit.record("newsletter_stopped", issue.thing, by=g.person)
    db.session.commit()
    return back_to("sending.progress", issue, _("De verzending is gestopt."))


@bp.post("/nieuwsbrief/<int:issue_id>/verder")
@access(coordinator)
def resume(issue_id: int) -> Response:
    """What has left has left: only the rest goes."""
    issue = _leaving(issue_id)
    if issue.sent_at is not None:
        return _too_late(issue)
    if issue.cancelled_at is not None:
        return back_to("sending.progress", issue, str(FOR_GOOD))
    if issue.stopped_at or issue.paused_at:
        issue.stopped_at = issue.stopped_by_id = issue.paused_at = None
        issue.trouble = ""
        lanes.stand_ready(issue.id)
        audit.record("newsletter_resumed", issue.thing, by=g.person)
    db.session.commit()
    return back_to("sending.progress", issue, _("De verzending gaat verder."))


@bp.post("/nieuwsbrief/<int:issue_id>/helemaal-stoppen")
@access(coordinator)
def stop_for_good(issue_id: int) -> Response:
    """Who did not get it yet, does not get it any more. What is on its way at this moment is told apart by its lane."""
    issue = _leaving(issue_id)
    if issue.sent_at is not None:
        return _too_late(issue)
    if issue.cancelled_at is None:
        issue.stopped_at, issue.stopped_by_id = issue.stopped_at or now(), issue.stopped_by_id or me.id
        issue.cancelled_at = now()
        claims.cancel_rest(issue.id)
        audit.record("newsletter_cancelled", issue.thing, by=g.person)
        lanes.stand_ready(issue.id)  # the last lane closes it
    db.session.commit()
    return back_to("sending.progress", issue, str(FOR_GOOD))


def _leaving(issue_id: int) -> Issue:
    """One of which letters leave, or have left."""
    issue = by_id(issue_id)
    if issue.began_at is None:
        abort(404)
    return issue


def _too_late(issue: Issue) -> Response:
    return back_to("sending.progress", issue, _("De nieuwsbrief was al verstuurd."))


def _shown(issue: Issue) -> Response:
    count = figures.of(issue.id)
    ends = words.remaining(issue, count) if issue.is_sending else ""
    return htmx.page_or_part(
        "newsletter/sending/progress.html",
        "newsletter/sending/_progress.html",
        issue=issue,
        count=count,
        remaining=ends,
        failures=words.of_failures(figures.failures(issue.id)) if count.failed else [],
        bounced=figures.bounced(issue.id) if issue.sent_at else 0,
    )
