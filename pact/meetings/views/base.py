"""The blueprint of this room, finding the meeting that an address names, and the way back to its page."""

from flask import Blueprint, Response, flash, g, make_response, redirect, url_for
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload

from pact.access import me, require
from pact.db import db, find_or_404
from pact.meetings import policy
from pact.meetings.models import Meeting

bp = Blueprint("meetings", __name__)

LOADED = (joinedload(Meeting.workgroup),)


def by_id(meeting_id: int) -> Meeting:
    return find_or_404(Meeting, Meeting.id == meeting_id, policy.visible_to(g.person), options=LOADED)


def may(rule: ColumnElement[bool], meeting: Meeting) -> bool:
    """Whether a rule of the policy holds for this meeting."""
    return db.session.scalar(db.select(Meeting.id).where(Meeting.id == meeting.id, rule)) is not None


def own(meeting_id: int) -> Meeting:
    """One that this person looks after."""
    meeting = by_id(meeting_id)
    require(may(policy.looked_after_by(me), meeting))
    return meeting


def back_to(meeting: Meeting, words: str) -> Response:
    flash(words, "positive")
    return make_response(redirect(url_for("meetings.show", meeting_id=meeting.id), 303))
