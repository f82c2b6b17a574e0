"""Workgroups: a few people of different partners who do one piece of the pact's work together.

Somebody sits in a workgroup for an organisation, from a date to a date, and no longer than they work there. One of the
members leads it; the lead and the coordinator answer who wants to join. Everybody may read which organisations take
part; the names are for partners.
"""
