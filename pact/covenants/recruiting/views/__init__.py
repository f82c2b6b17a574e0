"""The pages of recruiting: the leads, one lead, the call list, the letter, and the figures."""

from pact.covenants.recruiting.views import calls, editing, figures, leads, letters
from pact.covenants.recruiting.views.blueprint import bp

__all__ = ["bp", "calls", "editing", "figures", "leads", "letters"]
