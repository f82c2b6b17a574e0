"""The pages of this room: reading, joining and leaving, who sits where, what they do, and starting and ending."""

from pact.workgroups.views import joining, keeping, reading, seating, tasks
from pact.workgroups.views.base import bp

__all__ = ["bp", "joining", "keeping", "reading", "seating", "tasks"]
