"""Events: a meeting with a public page, for which anybody registers without an account.

A place counts once its address is confirmed by the link in a letter. When it is full one waits, and the first who fits
gets what comes free. What somebody needs is sealed and gone a week after; who came is gone after a month, and the
numbers stay.
"""
