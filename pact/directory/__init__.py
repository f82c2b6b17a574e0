"""Directory: the sociale kaart, «Wie doet wat»: which organisation offers what, and how to reach it.

Words follow HSDS (a *service* of an *organisation*). The directory is public; it never holds anything about a resident.
A confidential address is read by the form of its own organisation and by nothing else. Every change goes through
`upkeep`, is written to the index of the search, and counts as saying that it is true today.
"""
