"""The pages of this room. The parts of it with pages of their own (polls, minutes, …) have a blueprint each."""

from pact.meetings.views.base import bp

blueprints = (bp,)
