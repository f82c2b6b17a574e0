"""Meetings in the calendar that somebody looks at anyway: a link that their phone or computer fetches by itself.

Whoever has the link reads what it gives, so it gives little: a title, a time, a place and where to sign in. No names,
no agenda, no minutes, no link to join online. The link can be made anew or stopped, and stops with the account.
"""
