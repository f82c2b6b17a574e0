"""Who may do what with accounts: rules about roles, and how surely somebody must have shown who they are."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from pact.access import SAFE_METHODS, Actor, signed_in
from pact.people import sessions
from pact.people.models import PactRole, Role

P = ParamSpec("P")

__all__ = ["administrator", "coordinator", "fresh", "manages_roles", "needs_strong", "policy_officer", "signed_in"]


def coordinator(person: Actor | None) -> bool:
    return person is not None and Role.COORDINATOR in person.pact_roles


def policy_officer(person: Actor | None) -> bool:
    return person is not None and Role.POLICY_OFFICER in person.pact_roles


def administrator(person: Actor | None) -> bool:
    return person is not None and Role.ADMINISTRATOR in person.pact_roles


def manages_roles(person: Actor | None) -> bool:
    """The second person who confirms a weighty role is an administrator or a coordinator."""
    return administrator(person) or coordinator(person)


def needs_strong(person: Actor) -> bool:
    """Whether a second factor is asked: of whoever can open a referral, of the coordinator and of the administrator."""
    return bool(person.organisations_as("referrer", "handler")) or manages_roles(person)


def may_propose(person: Actor, role: Role, for_person_id: int) -> bool:
    """Nobody promotes themselves, and only an administrator makes an administrator (SECURITY.md C2)."""
    if for_person_id == person.id:
        return False
    return administrator(person) or (coordinator(person) and role == Role.POLICY_OFFICER)


def may_confirm(person: Actor, grant: PactRole) -> bool:
    return manages_roles(person) and grant.is_proposed and person.id not in (grant.person_id, grant.granted_by_id)


def may_end(person: Actor, grant: PactRole) -> bool:
    if grant.person_id == person.id or grant.ended_at is not None:
        return False
    return administrator(person) or (coordinator(person) and grant.role == Role.POLICY_OFFICER)


def fresh(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Ask again who this is when the last proof is older than a quarter of an hour. Stands under `@access`."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if sessions.is_fresh():
            return view(*args, **kwargs)
        back = request.full_path.rstrip("?") if request.method in SAFE_METHODS else sessions.path_of(request.referrer)
        return ask_again(back)

    return guarded


def ask_again(back: str | None) -> Response:
    """To the page on which one shows again who one is, and from there on to `back`."""
    return redirect(url_for("people.confirm", verder=back), 303)
