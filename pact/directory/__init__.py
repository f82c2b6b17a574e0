"""Directory: the sociale kaart, «Wie doet wat»: which organisation offers what, and how to reach it.

Words follow HSDS (a *service* of an *organisation*). The directory is public; it never holds anything about a resident.
"""
