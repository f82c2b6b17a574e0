"""The one place in a letter that differs from reader to reader: their token, in the links to leave and to change."""

#: As long as a token, and made of signs that no way of writing a letter changes.
READER = "LezerLezerLezerLezerLezer00"
