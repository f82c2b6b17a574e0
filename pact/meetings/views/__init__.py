"""The pages of this room. The parts of it with pages of their own (polls, minutes, …) have a blueprint each."""

from pact.meetings.feeds.views import bp as feeds
from pact.meetings.series.views import bp as series
from pact.meetings.views import agenda, keeping, planning, reading
from pact.meetings.views.base import bp

blueprints = (bp, feeds, series)

__all__ = ["agenda", "blueprints", "keeping", "planning", "reading"]
