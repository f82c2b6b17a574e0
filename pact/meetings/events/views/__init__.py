"""The pages of events: making one, reading it, registering, one's own registration, and the list at the door."""

from pact.meetings.events.views import door, editing, own, public, registering
from pact.meetings.events.views.base import bp

__all__ = ["bp", "door", "editing", "own", "public", "registering"]
