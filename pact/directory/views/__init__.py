"""The pages of the directory: reading, on paper, and keeping it true."""

from pact.directory.views import editing, keeping_true, lists, open_data, printing, reading, schemes
from pact.directory.views.blueprint import bp

__all__ = ["bp", "editing", "keeping_true", "lists", "open_data", "printing", "reading", "schemes"]
