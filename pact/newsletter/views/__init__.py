"""The list of issues, a new one, and photos. Each step of an issue has a folder and a blueprint of its own."""

from pact.newsletter.readers.views import bp as readers
from pact.newsletter.views import photos
from pact.newsletter.views.base import bp

blueprints = (bp, readers)

__all__ = ["blueprints", "photos"]
