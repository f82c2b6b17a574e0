"""The tables of this room: a person and their passkeys, roles on the pact, and the codes and links to get in."""

from pact.people.models.links import AddressChange, Invitation, SignInCode
from pact.people.models.person import Person, WebAuthn
from pact.people.models.roles import WEIGHTY, PactRole, Role

__all__ = ["WEIGHTY", "AddressChange", "Invitation", "PactRole", "Person", "Role", "SignInCode", "WebAuthn"]
