"""A case that colleagues look at together: about nobody who can be recognised, and gone a day after the meeting.

Who is invited may bring one. What could tell who it is about is refused or asked about (guard.py). The words are
encrypted under a key of their own, readable for who is invited from a week before until a day after, and then that key
is destroyed. Four looks are standard; what was learned stays, for all partners.
"""
