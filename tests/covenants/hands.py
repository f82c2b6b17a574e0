"""Two hands that the tests of this room share: «Doe mee» as it is filled in, and the page behind a link in a letter."""

from urllib.parse import urlsplit

JOIN = {
    "organisation_name": "Bibliotheek 't Hoekje",
    "kind": "Stichting",
    "contact_name": "Dirkje Plank",
    "email": "dirkje@voorbeeld.nl",
    "phone": "06 12345678",
    "why": "Wij zien veel mensen met post die zij niet begrijpen.",
    "homepage": "",
    "once": "een-merk",
}
SIGN = {"name": "Dirkje Plank", "function": "directeur", "authorised": "y"}


def path_in(letter):
    """Where the link in a letter leads."""
    return urlsplit(letter.links[0]).path


def latest(town, model, *conditions):
    return max(town.all(model, *conditions), key=lambda row: row.id)
