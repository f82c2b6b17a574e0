"""The coordinator makes and sends the newsletter; partners hand something in; who reads it nobody sees by name."""

from sqlalchemy import ColumnElement, false

from pact.access import Actor
from pact.newsletter.models import Issue
from pact.people.policy import coordinator, policy_officer

__all__ = ["contributor", "coordinator", "visible_to"]


def contributor(person: Actor | None) -> bool:
    """Works for a partner, and hands in for it."""
    return person is not None and bool(person.roles_at)


def visible_to(person: Actor | None) -> ColumnElement[bool]:
    """What is being made, for who makes it."""
    return Issue.discarded_at.is_(None) if coordinator(person) else false()


def published() -> ColumnElement[bool]:
    """For everybody, from the first letter on: the letters say that it stands on the site."""
    return Issue.began_at.is_not(None)


def reads_figures(person: Actor | None) -> bool:
    return coordinator(person) or policy_officer(person)
