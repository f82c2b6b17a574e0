"""The pages about organisations, each module adding its own to the room's blueprint."""

from pact.organisations.views import closing, keeping, lists, logo, merging, partners, people
from pact.organisations.views.base import bp

__all__ = ["bp", "closing", "keeping", "lists", "logo", "merging", "partners", "people"]
