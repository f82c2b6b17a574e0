"""The demo: an invented town to try everything in. It does not exist unless PACT_DEMO=1, and never in production.

Everybody in it is invented. Where the demo is on, signing in takes no code and every letter can be read by anyone.
"""
