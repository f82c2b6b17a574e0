"""Today: «Vandaag», what waits for this person, and the few public pages about the pact.

Reads every room and owns no rule of theirs.
"""
