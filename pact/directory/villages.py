"""The villages of the municipality, as a service says which of them it serves. None named means all of them."""

VILLAGES = ("Heerde", "Wapenveld", "Veessen", "Vorchten")
