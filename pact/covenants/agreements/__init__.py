"""Agreements on sharing information: between which partners, about which data, on which ground, until which day.

Also those that still have to be made: an agreement stands in the list from the day that somebody sees the need. It is
read by its own parties and by whoever looks after all; before it ends, the coordinator is told.
"""
