"""The blueprint of theme polls, and finding one."""

from flask import Blueprint, Response, flash, make_response, redirect, request, url_for
from sqlalchemy import select

from pact.access import SAFE_METHODS, me, require
from pact.db import db, find_or_404
from pact.meetings.themes import policy
from pact.meetings.themes.models import ThemePoll

bp = Blueprint("themes", __name__)


def find(poll_id: int) -> ThemePoll:
    return find_or_404(ThemePoll, ThemePoll.id == poll_id, policy.visible_to(me))


def own(poll_id: int) -> ThemePoll:
    """One that this person looks after. Who changes it waits for who votes: the count must miss nobody."""
    if request.method not in SAFE_METHODS:
        wait_for(poll_id)
    poll = find(poll_id)
    require(policy.may_look_after(me, poll))
    return poll


def wait_for(poll_id: int) -> None:
    db.session.execute(select(ThemePoll.id).where(ThemePoll.id == poll_id).with_for_update())


def to_poll(poll_id: int, words: str) -> Response:
    flash(words, "positive")
    return make_response(redirect(url_for("themes.show", poll_id=poll_id), 303))
