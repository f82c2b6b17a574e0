"""The pages of recruiting: the leads, one lead, the call list, the letter, and the figures."""

from pact.covenants.recruiting.views import asking, calls, editing, figures, leads, letters
from pact.covenants.recruiting.views.blueprint import bp

__all__ = ["asking", "bp", "calls", "editing", "figures", "leads", "letters"]
