"""The page on which an issue is put together, and each article of it."""

from pact.newsletter.composing.views import articles, overview
from pact.newsletter.composing.views.base import bp

__all__ = ["articles", "bp", "overview"]
