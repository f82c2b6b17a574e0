"""The newsletter that all partners write: contributions are called for, put together, looked at, and sent once to each.

`models` are its nouns. Contributions, composing, letters, readers and sending each have a folder with their own pages.
Nobody is followed: a letter has no pixel, no counted link, and nothing of its reader but the way to leave.
"""
