"""The list of issues, a new one, and photos. Each step of an issue has a folder and a blueprint of its own."""

from pact.newsletter.contributions.views import bp as contributions
from pact.newsletter.views import issues, photos
from pact.newsletter.views.base import bp

blueprints = (bp, contributions)

__all__ = ["blueprints", "issues", "photos"]
