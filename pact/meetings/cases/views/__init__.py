"""The pages of cases."""

from pact.meetings.cases.views import lessons, telling
from pact.meetings.cases.views.base import bp

__all__ = ["bp", "lessons", "telling"]
