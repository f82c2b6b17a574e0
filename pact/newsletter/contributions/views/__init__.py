"""Asking and following who answers, handing in by link or signed in, and what the coordinator makes of a text."""

from pact.newsletter.contributions.views import asking, by_link, own, reviewing
from pact.newsletter.contributions.views.base import bp

__all__ = ["asking", "bp", "by_link", "own", "reviewing"]
