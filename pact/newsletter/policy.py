"""The coordinator makes and sends the newsletter; partners hand something in; who reads it nobody sees by name."""

from sqlalchemy import ColumnElement

from pact.access import Actor
from pact.newsletter.models import Issue
from pact.people.policy import coordinator

__all__ = ["contributor", "coordinator", "visible_to"]


def contributor(person: Actor | None) -> bool:
    """Works for a partner, and hands in for it."""
    return person is not None and bool(person.roles_at)


def visible_to(person: Actor | None) -> ColumnElement[bool]:
    """What is sent is for everybody; what is being made, for who makes it."""
    if coordinator(person):
        return Issue.discarded_at.is_(None)
    return Issue.sent_at.is_not(None)
