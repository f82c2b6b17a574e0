"""A session: who is signed in on this browser, how surely, and until when.

It ends after thirty quiet minutes and after twelve hours, because a shared machine at a counter is the normal case.
Signing in always starts an empty session, so nothing of the visitor before is carried over.
"""

from urllib.parse import urlsplit

from flask import current_app, has_request_context, redirect, session, url_for
from flask_security import login_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from pact.access import is_quiet
from pact.dates import now
from pact.db import db
from pact.keys import new_token
from pact.people import devices
from pact.people.models import Person

FRESH = 15 * 60
HALF_WAY = 10 * 60
ONCE_A_MINUTE = 60


def moment() -> int:
    return int(now().timestamp())


def safe_path(wanted: str | None) -> str | None:
    """The page to go on to, if it is a path of ours. An address elsewhere, however disguised, gives None (T31)."""
    if not wanted or not wanted.startswith("/") or wanted.startswith("//"):
        return None
    if "\\" in wanted or any(ord(sign) <= 32 or ord(sign) == 127 for sign in wanted):
        return None
    parts = urlsplit(wanted)
    return None if parts.scheme or parts.netloc else wanted


def path_of(address: str | None) -> str | None:
    """The path of a page of ours, from its whole address."""
    parts = urlsplit(address or "")
    return safe_path(parts.path + (f"?{parts.query}" if parts.query else ""))


def go_on(wanted: str | None) -> Response:
    """To the page somebody wanted, else to «Vandaag»."""
    return redirect(safe_path(wanted) or url_for("today.show"), 303)


def signed_in_as() -> str | None:
    """Whose session this is, or None. Notes at most once a minute that it still lives."""
    uniquifier: str | None = session.get("_user_id")
    if uniquifier is None:
        return None
    at = moment()
    seen = session.setdefault("seen_at", at)
    since = session.setdefault("since", at)
    idle_limit = current_app.config["IDLE_LIMIT"].total_seconds()
    longest = current_app.config["PERMANENT_SESSION_LIFETIME"].total_seconds()
    if at - seen > idle_limit or at - since > longest:
        session.clear()
        return None
    if at - seen >= ONCE_A_MINUTE and not is_quiet():
        session["seen_at"] = at
    return uniquifier


def seconds_left() -> int:
    """How long this session lasts when nothing happens; the page says so two minutes before."""
    if not has_request_context() or "_user_id" not in session:
        return 0
    at = moment()
    idle_limit = int(current_app.config["IDLE_LIMIT"].total_seconds())
    longest = int(current_app.config["PERMANENT_SESSION_LIFETIME"].total_seconds())
    return max(1, min(idle_limit, longest - (at - int(session.get("since", at)))))


def is_strong() -> bool:
    return "strong" in session


def is_fresh() -> bool:
    """Whether this person showed within a quarter of an hour that it is really them."""
    return 0 <= moment() - int(session.get("fs_paa", 0)) + 1 <= FRESH + 1


def begin(person: Person, strong: str | None) -> None:
    """Sign this person in on this browser. `strong` says which second factor was shown, if any."""
    session.clear()
    login_user(person, remember=False)
    session.permanent = True
    session["since"] = session["seen_at"] = moment()
    person.last_login_at = now()
    if strong:
        session["strong"] = strong


def strengthen(how: str) -> None:
    """A second factor was shown in a session that was already open."""
    session["strong"] = how
    refresh()


def refresh() -> None:
    """This person showed just now that it is really them."""
    session["fs_paa"] = moment()


def enter(person: Person, wanted: str | None) -> Response:
    """After the first factor: in, or on to the second step when this person has a second factor."""
    if not person.has_second_factor:
        begin(person, strong=None)
        return go_on(wanted)
    if devices.is_trusted(person):
        begin(person, strong="device")
        return go_on(wanted)
    session.clear()
    session["half"] = {"who": person.fs_uniquifier, "at": moment()}
    return redirect(url_for("people.second_step", verder=safe_path(wanted)), 303)


def half_way() -> Person | None:
    """The person who owes a second factor on this browser."""
    half = session.get("half")
    if not half or not 0 <= moment() - half["at"] <= HALF_WAY:
        return None
    return db.session.scalar(select(Person).where(Person.fs_uniquifier == half["who"], Person.active))


def browser() -> str:
    """What names this browser while it waits for a code; a code asked for here is good only here."""
    token: str = session.setdefault("browser", new_token())
    return token
