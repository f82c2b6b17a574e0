"""The coordinator asks everybody, a lead their own workgroup; who was asked votes, and all partners read what came.

Who asked looks after the poll while they still may ask; the coordinator looks after all.
"""

from sqlalchemy import ColumnElement, or_, select, true

from pact.access import Actor
from pact.meetings.themes.models import ThemePoll, ThemeVoter
from pact.organisations.policy import reads_all
from pact.people.policy import coordinator

__all__ = ["coordinator", "partner", "visible_to"]


def partner(person: Actor | None) -> bool:
    """Works for a partner, or looks after all of them."""
    return person is not None and (bool(person.roles_at) or reads_all(person))


def visible_to(person: Actor) -> ColumnElement[bool]:
    """What is done with a poll is for every partner; the poll itself for who was asked."""
    if coordinator(person):
        return true()
    asked = select(ThemeVoter.poll_id).where(ThemeVoter.person_id == person.id)
    return or_(ThemePoll.outcome_at.is_not(None), ThemePoll.asked_by_id == person.id, ThemePoll.id.in_(asked))


def may_look_after(person: Actor, poll: ThemePoll) -> bool:
    return coordinator(person) or (poll.asked_by_id == person.id and bool(person.roles_at))
