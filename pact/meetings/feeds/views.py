"""«Agenda op je telefoon»: the link to one's own feed, what programs fetch with it, and one meeting as a file."""

from functools import lru_cache
from hashlib import blake2b
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, g, make_response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from pact import audit
from pact.access import access, everyone, me, signed_in
from pact.calendars.feed import block, feed
from pact.db import db
from pact.htmx import page
from pact.keys import token_hash
from pact.links import absolute_url
from pact.meetings import policy
from pact.meetings.entries import COLUMNS, Published, published
from pact.meetings.feeds import queries
from pact.meetings.feeds.queries import State
from pact.meetings.models import FeedKey, Meeting
from pact.qr import qr_code

bp = Blueprint("feeds", __name__)

CALENDAR = "text/calendar"


@bp.get("/bijeenkomsten/agenda")
@access(signed_in)
def show() -> Response:
    key = db.session.get(FeedKey, me.id)
    link = absolute_url("feeds.personal", token=key.token) if key else ""
    return page(
        "meetings/feeds/show.html",
        key=key,
        link=link,
        subscribe=_webcal(link),
        qr=qr_code(_webcal(link)) if key else "",
        workgroups=[
            (row.name, absolute_url("feeds.of_workgroup", token=key.token, slug=row.slug))
            for row in queries.workgroups_of(me.id)
        ]
        if key
        else [],
        webcal=_webcal,
    )


def _webcal(link: str) -> str:
    """The same address, in the way that makes a telephone ask: subscribe to this?"""
    return "webcal:" + link.partition(":")[2]


@bp.post("/bijeenkomsten/agenda")
@access(signed_in)
def start() -> Response:
    """A second press changes nothing: the link that was shown keeps working."""
    if db.session.get(FeedKey, me.id) is None:
        db.session.add(FeedKey(person_id=me.id))
        audit.record("feed_started", f"person {me.id}", me)
        db.session.commit()
    return _back("")


@bp.post("/bijeenkomsten/agenda/nieuwe-link")
@access(signed_in)
def renew() -> Response:
    key = db.session.get(FeedKey, me.id)
    if key is not None:
        key.renew()
        audit.record("feed_renewed", f"person {me.id}", me)
        db.session.commit()
    return _back(_("Je hebt een nieuwe link. De oude werkt niet meer."))


@bp.post("/bijeenkomsten/agenda/stoppen")
@access(signed_in)
def stop() -> Response:
    key = db.session.get(FeedKey, me.id)
    if key is not None:
        db.session.delete(key)
        audit.record("feed_stopped", f"person {me.id}", me)
        db.session.commit()
    return _back(_("De link werkt niet meer."))


def _back(words: str) -> Response:
    if words:
        flash(words, "positive")
    return make_response(redirect(url_for(".show"), 303))


# -- what programs fetch ---------------------------------------------------------------------------------------------


@bp.get("/agenda/<token>.ics")
@access(everyone, quiet=True)
def personal(token: str) -> Response:
    return _answer(queries.state(token_hash(token)))


@bp.get("/agenda/<token>/<slug>.ics")
@access(everyone, quiet=True)
def of_workgroup(token: str, slug: str) -> Response:
    return _answer(queries.state(token_hash(token), slug))


def _answer(state: State | None) -> Response:
    """The feed, or that it is still the same.

    By its mark only and never by its moment: who is taken from a meeting has one less, and no moment that is later.
    """
    if state is None:
        abort(404)
    mark = blake2b(repr(state).encode(), digest_size=12).hexdigest()
    is_known = request.if_none_match.contains_weak(mark)
    answer = Response(status=304) if is_known else Response(_whole(state), mimetype=CALENDAR)
    answer.set_etag(mark, weak=True)
    answer.last_modified = state.changed_at
    answer.headers["Cache-Control"] = "private, no-cache"  # kept by who fetched it, and asked again each time
    return answer


def _whole(state: State) -> bytes:
    name: str = current_app.config["PACT_NAME"]
    pages = absolute_url("meetings.index")
    blocks = [_block(tuple(row), pages) for row in queries.meetings(state)]
    return feed(f"{name}: {state.workgroup}" if state.workgroup else name, blocks)


@lru_cache(maxsize=2048)
def _block(row: tuple[Any, ...], pages: str) -> str:
    """Kept by all that is said in it: who sits in one workgroup has the same meetings in their feeds."""
    meeting = Published(*row)
    return block(published(meeting, f"{pages}/{meeting.id}", joins=False))


@bp.get("/bijeenkomsten/<int:meeting_id>.ics")
@access(signed_in)
def meeting(meeting_id: int) -> Response:
    """One meeting as a file, for who sees it."""
    wanted = select(*COLUMNS).where(
        Meeting.id == meeting_id, Meeting.day.is_not(None), Meeting.announced_at.is_not(None)
    )
    row: tuple[Any, ...] = db.session.execute(wanted.where(policy.visible_to(g.person))).one_or_none() or abort(404)
    said = Published(*row)
    entry = published(said, absolute_url("meetings.show", meeting_id=str(meeting_id)))
    answer = Response(feed(said.title, [block(entry)]), mimetype=CALENDAR)
    answer.headers["Content-Disposition"] = 'attachment; filename="bijeenkomst.ics"'
    return answer
