"""What we say to a mail server on the wire, several connections at a time: for what goes to many, and must go fast.

`opening` gets a connection ready, `talk` brings parcels over it, `replies` reads what the server says. Single letters
go by `pact.mail`. Nothing here knows what a letter is about.
"""
