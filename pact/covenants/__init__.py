"""Covenants: the texts of the pact, who signed which one, and whether they still stand by it.

A published text never changes, so a signature points at exactly what was read. A covenant goes
asked → signed → countersigned → ended, or declined, or lapsed when nobody confirms it within thirteen months.
Everybody may read which organisations signed; who signed for them is for partners only where they need it.
"""
