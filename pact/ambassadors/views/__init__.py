"""The pages of this room: one partner and its ambassadors, first steps, paper, pledges, questions, the overview."""

from pact.ambassadors.views import naming, paper, partner, pledges, questions, steps
from pact.ambassadors.views.blueprint import bp

__all__ = ["bp", "naming", "paper", "partner", "pledges", "questions", "steps"]
