"""Organisations: the members of the pact, and who works for them in which role.

A role holds from a date to a date and is read anew for every request, so ending one works at once. An organisation's
contact person looks after its own people; nobody gives a role they could not hold themselves. A partner that stops or
goes up in another tells the rooms to its right through `closings.when_closed` and `merging.PARTS`.
"""
