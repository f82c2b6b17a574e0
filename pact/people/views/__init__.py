"""The pages about accounts, each module adding its own to the room's blueprint; and the room's recurring work."""

from pact.people import tasks
from pact.people.views import account, factors, invitations, roles, second_step, sign_in
from pact.people.views.blueprint import bp

__all__ = ["account", "bp", "factors", "invitations", "roles", "second_step", "sign_in", "tasks"]
