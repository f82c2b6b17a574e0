"""Who looks after a meeting asks what people thought of it, and reads the outcome."""

from sqlalchemy import ColumnElement, and_

from pact.access import Actor
from pact.dates import now
from pact.meetings.models import Meeting
from pact.meetings.policy import looked_after_by


def may_be_evaluated(person: Actor) -> ColumnElement[bool]:
    """A meeting of theirs that took place."""
    took_place = and_(Meeting.announced_at.is_not(None), Meeting.called_off_at.is_(None), Meeting.ends_at < now())
    return and_(took_place, looked_after_by(person))
