"""Three questions after a meeting: was it worth it, what do you take along, what can be better.

A link proves that somebody may answer once, and nothing more: the ticket knows no name, the answer knows no ticket and
no moment. The outcome shows when the questions are closed and five people or more answered, because who looks after
every answer sees whose it is.
"""
