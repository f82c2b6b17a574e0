"""The list of issues, a new one, and photos. Each step of an issue has a folder and a blueprint of its own."""

from pact.newsletter.archive.views import bp as archive
from pact.newsletter.composing.views import bp as composing
from pact.newsletter.contributions.views import bp as contributions
from pact.newsletter.letters.views import bp as letters
from pact.newsletter.readers.views import bp as readers
from pact.newsletter.sending.views import bp as sending
from pact.newsletter.views import issues, photos
from pact.newsletter.views.base import bp

blueprints = (bp, contributions, composing, letters, sending, readers, archive)

__all__ = ["blueprints", "issues", "photos"]
