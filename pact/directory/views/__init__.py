"""The pages of the directory: reading, on paper, and keeping it true."""

from pact.directory.views import reading
from pact.directory.views.blueprint import bp

__all__ = ["bp", "reading"]
