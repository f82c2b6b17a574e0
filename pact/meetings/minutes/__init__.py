"""During and after a meeting: who was there, what was said of each item, what was decided, and who does what.

Everybody who writes may write at once: what two people write in one item is never overwritten, but shown side by side
until somebody puts it together. Minutes go draft → amendments → final; what is final changes no more, it only gets a
dated addition. A decision keeps its number for ever, and an action is a task of the workgroup: there is one list.
"""
