"""Which theme meetings do colleagues want? They tick what they like, and hear what is done with it.

What somebody ticked is nobody's business, so nobody can look it up: a tick hangs on a secret and not on a person, and
when the votes are counted the ticks are gone. That somebody voted is kept apart, to remind only who did not. Nobody
sees a count before the last day: votes may change until then, and people tend to follow what is ahead.
"""
