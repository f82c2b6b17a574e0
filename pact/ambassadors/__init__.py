"""Ambassadors: who spreads the pact inside a partner, how they begin, what they promise and what is asked of them.

Being one is a role on a membership, from a date to a date, so it ends with everything else somebody does somewhere.
Where nobody holds it any more, the contact person is asked who comes next. A partner's name stands on the site because
it signed; the name of its ambassador only because they said so.
"""
