"""The villages, as a service says which of them it serves: the same as those of the organisations."""

from pact.organisations.villages import VILLAGES, serves

__all__ = ["VILLAGES", "serves"]
