"""The tables of this room: first steps, the yes to a name on the site, pledges, and questions with their answers."""

from pact.ambassadors.models.pledge import Outcome, Pledge
from pact.ambassadors.models.question import Asked, Question
from pact.ambassadors.models.shown_name import ShownName
from pact.ambassadors.models.step import Step, StepTaken

__all__ = ["Asked", "Outcome", "Pledge", "Question", "ShownName", "Step", "StepTaken"]
