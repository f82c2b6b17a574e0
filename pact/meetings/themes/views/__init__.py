"""The pages of theme polls."""

from pact.meetings.themes.views import asking, concluding, voting
from pact.meetings.themes.views.base import bp

__all__ = ["asking", "bp", "concluding", "voting"]
