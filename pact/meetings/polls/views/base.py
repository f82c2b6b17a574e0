"""The blueprint of date polls, and finding the poll that an address or a link names."""

from flask import Blueprint, Response, abort, flash, make_response, redirect, request, url_for

from pact.access import SAFE_METHODS, me, require
from pact.htmx import page
from pact.keys import token_hash
from pact.meetings.models import DatePoll, Invitee
from pact.meetings.polls import queries

bp = Blueprint("polls", __name__)


def is_writing() -> bool:
    return request.method not in SAFE_METHODS


def own_poll(meeting_id: int) -> DatePoll:
    """Of a meeting that this person looks after."""
    poll, looks_after = queries.poll_for(me, meeting_id, lock=is_writing()) or abort(404)
    require(looks_after)
    return poll


def by_token(token: str) -> tuple[Invitee, DatePoll]:
    """Who follows the link and what they are asked; else the page of a link that does not work (any more)."""
    found = queries.by_token_hash(token_hash(token), lock=is_writing())
    if found is None or queries.is_long_over(found[1]):
        abort(page("meetings/polls/gone.html", 404))
    return found


def back(meeting_id: int, words: str, kind: str = "positive") -> Response:
    flash(words, kind)
    return make_response(redirect(url_for("polls.show", meeting_id=meeting_id), 303))
