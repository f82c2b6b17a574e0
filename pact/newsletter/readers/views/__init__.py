"""The form for everybody, one's own page, what the coordinator counts and adds, and what machines tell."""

from pact.newsletter.readers.views import incoming, joining, keeping, lists, own
from pact.newsletter.readers.views.base import bp

__all__ = ["bp", "incoming", "joining", "keeping", "lists", "own"]
