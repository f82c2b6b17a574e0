"""The pages of date polls: answering by a link; looking, reminding and choosing for who looks after the meeting."""

from pact.meetings.polls.views import answering, choosing, keeping
from pact.meetings.polls.views.base import bp

__all__ = ["answering", "bp", "choosing", "keeping"]
