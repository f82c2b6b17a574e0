"""The pages of minutes, decisions and actions."""

from pact.meetings.minutes.views import actions, decisions, reading, sending, writing
from pact.meetings.minutes.views.base import bp

__all__ = ["actions", "bp", "decisions", "reading", "sending", "writing"]
