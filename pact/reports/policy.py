"""Everybody may read who works with whom; counts, small ones hidden, are for who answers for the pact as a whole."""

from pact.access import Actor
from pact.people.policy import coordinator, policy_officer


def may_read_counts(person: Actor | None) -> bool:
    return coordinator(person) or policy_officer(person)
