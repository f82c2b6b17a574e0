"""Reports: what the pact looks like from outside: who works with whom, and counts that name nobody.

Reads every room to its left and owns no rule of theirs. Its own rule: a count about residents leaves this room only
through `small_numbers`, in a release that is made once and then stands.
"""
