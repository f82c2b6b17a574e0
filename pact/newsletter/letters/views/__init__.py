"""Looking at the letters of an issue, trying them on oneself, and ordering them."""

from pact.newsletter.letters.views import preview, sending
from pact.newsletter.letters.views.base import bp

__all__ = ["bp", "preview", "sending"]
