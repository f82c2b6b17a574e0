"""The pages about organisations, each module adding its own to the room's blueprint."""

from pact.organisations.views import keeping, partners, people
from pact.organisations.views.base import bp

__all__ = ["bp", "keeping", "partners", "people"]
