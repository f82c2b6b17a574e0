"""The pages of answers: one's own, by link or signed in, and who comes."""

from pact.meetings.replies.views import answering, attendees
from pact.meetings.replies.views.base import bp

__all__ = ["answering", "attendees", "bp"]
