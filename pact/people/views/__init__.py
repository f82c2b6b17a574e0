"""The pages about accounts. Each module adds its own to the room's blueprint."""

from pact.people.views import account, factors, invitations, roles, second_step, sign_in
from pact.people.views.blueprint import bp

__all__ = ["account", "bp", "factors", "invitations", "roles", "second_step", "sign_in"]
