"""Putting an issue together: what comes in, in which order, in whose edition, under which subject.

The order is that of the sections, and within one the order that somebody chose. What is offered is read from what the
pact did since the last issue, never about a resident, and comes in once. From the moment an issue is ordered nothing
changes any more.
"""
