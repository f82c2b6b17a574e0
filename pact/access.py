"""The door: a view without `@access(rule)` cannot be entered, by anybody.

Three questions, three places (docs/decisions/0002): the rule beside the route says who may enter the page, a
room's `visible_to` says which rows exist for this person, a room's `may_…` says what they may do now.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, g, request
from werkzeug.local import LocalProxy

from pact.db import ask_first, expect_reading

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
#: Paths that carry a token: nothing about them may travel on (SECURITY.md T13).
TOKEN_PATHS = (
    "/i/",
    "/d/",
    "/uitnodiging/",
    "/convenant/",
    "/klopt-dit/",
    "/afspraak/",
    "/prikker/",
    "/agenda/",
    "/aanmelding/",
    "/verslag/",
    "/themapeiling/",
    "/evaluatie/",
    "/bijdrage/",
    "/nieuws/bevestigen/",
    "/nieuws/voorkeuren/",
    "/nieuws/uitschrijven/",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who asks, with the roles that hold at this moment: read anew for every request."""

    id: int
    name: str
    email: str
    locale: str
    pact_roles: frozenset[str] = frozenset()
    roles_at: Mapping[int, frozenset[str]] = field(default_factory=dict)
    is_strong: bool = False  # a second factor or a passkey was shown in this session
    is_held: bool = False  # a new address or factor: residents' details stay shut for a day

    def organisations_as(self, *roles: str) -> list[int]:
        """The organisations where this person has one of these roles."""
        return [id for id, held in self.roles_at.items() if not held.isdisjoint(roles)]

    def is_at(self, organisation_id: int | None, *roles: str) -> bool:
        return organisation_id is not None and not self.roles_at.get(organisation_id, frozenset()).isdisjoint(roles)

    @property
    def organisation_id(self) -> int | None:
        """The organisation this person mostly acts for."""
        return next(iter(self.roles_at), None)


Rule = Callable[[Actor | None], bool]
View = TypeVar("View", bound=Callable[..., Any])


class SecondStepNeeded(Exception):
    """The person may come in, but has not yet shown a second factor in this session."""


def access(
    rule: Rule, *, writes: bool = False, weak: bool = False, quiet: bool = False, abroad: bool = False
) -> Callable[[View], View]:
    """Mark a view with the rule for entering it.

    `writes` lets a safe request write a line about itself; `weak` leaves the second factor out (where it is set up);
    `quiet` is for what a page asks by itself: it keeps no session alive; `abroad` lets other sites and machines post,
    where nothing counts but a secret in the address or the body.
    """

    def mark(view: View) -> View:
        marked = cast(Any, view)
        marked.access, marked.writes, marked.weak, marked.quiet, marked.abroad = rule, writes, weak, quiet, abroad
        return view

    return mark


def everyone(person: Actor | None) -> bool:
    return True


def nobody(person: Actor | None) -> bool:
    return False


def signed_in(person: Actor | None) -> bool:
    return person is not None


def require(allowed: bool) -> None:
    """Stop with «dat mag je niet» unless the policy allows it."""
    if not allowed:
        abort(403)


def init_door(app: Flask, load: Callable[[], Actor | None], needs_strong: Callable[[Actor], bool]) -> None:
    """Hang the door in front of every view. `load` says who asks; `needs_strong` whether they need two factors."""

    @app.before_request
    def guard() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        expect_reading(request.method in SAFE_METHODS and not getattr(view, "writes", False))
        if "\0" in request.path or b"%00" in request.query_string:  # no database keeps it, and PostgreSQL breaks on it
            abort(404)
        if request.method not in SAFE_METHODS and is_from_elsewhere() and not getattr(view, "abroad", False):
            abort(400)
        g.person = ask_first(load)
        if view is None or request.routing_exception is not None:
            return
        rule: Rule = getattr(view, "access", nobody)
        if not rule(g.person):
            abort(403 if g.person else 401)
        if (
            g.person
            and rule is not everyone
            and not view_is_weak(view)
            and needs_strong(g.person)
            and not g.person.is_strong
        ):
            raise SecondStepNeeded


def is_from_elsewhere() -> bool:
    """Whether another site made this request; the token of the form is looked at besides (SECURITY.md T37).

    A page that lets no address travel on posts with the origin «null». On a path with a token that is our own page in
    an older browser: a stop is never refused.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None or (origin == "null" and request.path.startswith(TOKEN_PATHS)):
        return False
    ours = (request.host, current_app.config["BASE_URL"].partition("://")[2])
    return origin.partition("://")[2] not in ours


def mark_static(app: Flask) -> None:
    """Flask's own view for files is for everyone; it is the only one that is opened from outside its room."""
    access(everyone)(app.view_functions["static"])


def view_is_weak(view: Callable[..., Any]) -> bool:
    return bool(getattr(view, "weak", False))


def is_quiet() -> bool:
    """Whether this request was made by a page on its own, without a person doing anything."""
    return bool(getattr(current_app.view_functions.get(request.endpoint or ""), "quiet", False))


def _actor() -> Actor:
    person: Actor | None = g.get("person")
    if person is None:
        raise RuntimeError("a view for people who are signed in was entered by nobody")
    return person


#: The person who asks, for views that only signed-in people enter.
me: Actor = cast(Actor, LocalProxy(_actor))
