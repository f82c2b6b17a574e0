"""Whether a link to a page of ours leads anywhere: the page must exist, and so must what it shows."""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import current_app
from sqlalchemy import ColumnElement, and_, select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from pact.access import TOKEN_PATHS, nobody
from pact.dates import today
from pact.db import db
from pact.directory.models import Scheme
from pact.marketplace.models import Notice
from pact.meetings.events.models import Event
from pact.meetings.models import Meeting
from pact.newsletter.letters.content import is_ours
from pact.organisations.models import Organisation
from pact.workgroups.models import Workgroup

Row = Callable[[Mapping[str, Any]], ColumnElement[bool]]


def _event(values: Mapping[str, Any]) -> ColumnElement[bool]:
    return and_(Event.slug == values["slug"], Event.published_at.is_not(None), Event.taken_down_at.is_(None))


def _organisation(values: Mapping[str, Any]) -> ColumnElement[bool]:
    return and_(Organisation.slug == values["slug"], Organisation.suspended_at.is_(None))


def _scheme(values: Mapping[str, Any]) -> ColumnElement[bool]:
    return and_(Scheme.slug == values["slug"])


def _workgroup(values: Mapping[str, Any]) -> ColumnElement[bool]:
    return and_(Workgroup.slug == values["slug"], Workgroup.ended_at.is_(None))


def _meeting(values: Mapping[str, Any]) -> ColumnElement[bool]:
    on = and_(Meeting.announced_at.is_not(None), Meeting.called_off_at.is_(None))
    return and_(Meeting.id == values["meeting_id"], on)


def _notice(values: Mapping[str, Any]) -> ColumnElement[bool]:
    return and_(Notice.id == values["id"], Notice.closed_at.is_(None), Notice.ends_on >= today())


#: The pages to which a newsletter links, and the row behind each. Of other pages only the address is looked at.
ROWS: dict[str, tuple[Any, Row]] = {
    "directory.show": (Organisation, _organisation),
    "directory.scheme": (Scheme, _scheme),
    "events.show": (Event, _event),
    "events.calendar": (Event, _event),
    "events.register": (Event, _event),
    "marketplace.show": (Notice, _notice),
    "meetings.show": (Meeting, _meeting),
    "organisations.show": (Organisation, _organisation),
    "workgroups.show": (Workgroup, _workgroup),
}


class Place(Enum):
    """What is at the end of a link."""

    ELSEWHERE = auto()
    THERE = auto()
    GONE = auto()
    SIGN_IN = auto()  # it exists, for who has an account
    PERSONAL = auto()  # it holds the token of one person


def place_of(url: str) -> Place:
    if not is_ours(url):
        return Place.ELSEWHERE
    path = unquote(urlsplit(url.removeprefix(current_app.config["BASE_URL"])).path) or "/"
    if path.startswith(TOKEN_PATHS):
        return Place.PERSONAL
    try:
        endpoint, values = current_app.url_map.bind("", url_scheme="http").match(path, "GET")
    except RequestRedirect:
        return Place.THERE
    except HTTPException:
        return Place.GONE
    if not _exists(endpoint, values):
        return Place.GONE
    rule = getattr(current_app.view_functions[endpoint], "access", nobody)
    return Place.THERE if rule(None) else Place.SIGN_IN


def _exists(endpoint: str, values: Mapping[str, Any]) -> bool:
    if endpoint not in ROWS:
        return True
    model, row = ROWS[endpoint]
    return db.session.scalar(select(select(model).where(row(values)).exists())) or False
