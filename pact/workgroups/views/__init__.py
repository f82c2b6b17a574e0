"""The pages of this room: reading, joining and leaving, who sits where, what they do and keep, starting and ending."""

from pact.workgroups.views import files, joining, keeping, plans, reading, seating, tasks
from pact.workgroups.views.base import bp

__all__ = ["bp", "files", "joining", "keeping", "plans", "reading", "seating", "tasks"]
