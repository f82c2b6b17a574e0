"""The blueprint of minutes, and a meeting as somebody sees it: with its minutes, and whether they write them."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, flash, g, make_response, redirect, url_for
from sqlalchemy import case, select
from sqlalchemy.orm import joinedload

from pact.access import me, require
from pact.db import db
from pact.meetings.minutes import policy
from pact.meetings.minutes.models import Minutes, Phase
from pact.meetings.models import Meeting
from pact.meetings.policy import visible_to

bp = Blueprint("minutes", __name__)


@dataclass(frozen=True)
class Seen:
    meeting: Meeting
    minutes: Minutes | None
    may_write: bool

    @property
    def is_sent(self) -> bool:
        return self.minutes is not None and self.minutes.sent_at is not None

    @property
    def is_final(self) -> bool:
        return self.minutes is not None and self.minutes.status == Phase.FINAL

    @property
    def is_written(self) -> bool:
        """Whether this person can write in it now."""
        return self.may_write and not self.is_final


def seen(meeting_id: int) -> Seen:
    wanted = (
        select(Meeting, Minutes, case((policy.written_by(me), True), else_=False))
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Meeting.id == meeting_id, visible_to(g.person))
        .options(joinedload(Meeting.workgroup))
    )
    row = db.session.execute(wanted).one_or_none() or abort(404)
    return Seen(*row)


def to_write(meeting_id: int) -> Seen:
    """One whose minutes this person writes."""
    found = seen(meeting_id)
    require(found.may_write)
    return found


def to_read(meeting_id: int) -> Seen:
    """One whose minutes this person may read: the writers always, everybody else once they are sent round."""
    found = seen(meeting_id)
    if not (found.may_write or found.is_sent):
        abort(404)
    return found


def back(meeting_id: int, words: str, kind: str = "positive", at: str = "") -> Response:
    flash(words, kind)
    return make_response(redirect(url_for("minutes.show", meeting_id=meeting_id, _anchor=at or None), 303))
