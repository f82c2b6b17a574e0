"""The blueprint of this room, finding the meeting that an address names, and the way back to its page."""

from typing import Any

from flask import Blueprint, Response, abort, flash, g, make_response, redirect, request, url_for
from flask_babel import ngettext
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from pact.access import SAFE_METHODS, me, require
from pact.db import db
from pact.meetings import policy
from pact.meetings.models import Meeting

bp = Blueprint("meetings", __name__)


def by_id(meeting_id: int) -> Meeting:
    """One that this person sees. Who changes something waits for who changes something else there."""
    wanted = select(Meeting).where(Meeting.id == meeting_id, policy.visible_to(g.person))
    if request.method not in SAFE_METHODS:
        wanted = wanted.with_for_update(of=Meeting)
    return db.session.scalar(wanted.options(joinedload(Meeting.workgroup))) or abort(404)


def may(rule: ColumnElement[bool], meeting: Meeting) -> bool:
    """Whether a rule of the policy holds for this meeting."""
    return db.session.scalar(select(Meeting.id).where(Meeting.id == meeting.id, rule)) is not None


def own(meeting_id: int) -> Meeting:
    """One that this person looks after."""
    meeting = by_id(meeting_id)
    require(may(policy.looked_after_by(me), meeting))
    return meeting


def told(meeting: Meeting) -> dict[str, Any]:
    """What its form says of it, but for the day."""
    return {name: getattr(meeting, name) for name in ("title", "purpose", "place", "online_url", "capacity")}


def back_to(meeting: Meeting, words: str) -> Response:
    flash(words, "positive")
    return make_response(redirect(url_for("meetings.show", meeting_id=meeting.id), 303))


def sent(meeting: Meeting, invited: int) -> Response:
    said = ngettext("%(num)s uitnodiging is verstuurd.", "%(num)s uitnodigingen zijn verstuurd.", invited)
    return back_to(meeting, said)
