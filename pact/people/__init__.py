"""People: accounts, invitations and signing in.

Nobody makes an account; somebody who is responsible invites them. Signing in takes a code from one's own mailbox or a
passkey; whoever may open a resident's details, the coordinator and the administrator also show a second factor.
Nobody confirms a promotion of their own.
"""
