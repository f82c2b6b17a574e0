"""The blueprint of readers, and finding the one that a link names. A link that is too old has a page of its own."""

from typing import Any, TypeVar

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for
from sqlalchemy import Select, select

from pact.access import SAFE_METHODS
from pact.db import db
from pact.htmx import page
from pact.keys import token_hash
from pact.newsletter.letters.marks import READER
from pact.newsletter.models import Reader, SignUp
from pact.newsletter.readers.words import masked

One = TypeVar("One", Reader, SignUp)

bp = Blueprint("readers", __name__)
bp.add_app_template_filter(masked)


def path() -> str:
    """What the limits of one's own page count by: each link has its own budget, so no first try is refused."""
    return request.path


def reader_of(token: str) -> Reader | None:
    return _found(select(Reader).where(Reader.token_hash == token_hash(token)))


def sign_up_of(token: str) -> SignUp | None:
    """One that can still be said yes to, or was just now."""
    return _found(select(SignUp).where(SignUp.token_hash == token_hash(token), SignUp.lettered_at.is_not(None)))


def came_of(row: SignUp) -> Reader | None:
    """Who reads since somebody said yes there."""
    return db.session.scalar(select(Reader).where(Reader.email_hash == row.email_hash, Reader.left_at.is_(None)))


def _found(wanted: Select[One]) -> One | None:
    """Who changes something waits for who changes something else there."""
    found: One | None = db.session.scalar(wanted if request.method in SAFE_METHODS else wanted.with_for_update())
    return found


def gone() -> Any:
    """Also for the links of a test letter, which are nobody's."""
    is_test = (request.view_args or {}).get("token") == READER
    abort(page("newsletter/readers/gone.html", 404, is_test=is_test))


def to(endpoint: str, **values: Any) -> Response:
    return make_response(redirect(url_for(endpoint, **values), 303))
