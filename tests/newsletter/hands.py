"""What somebody does with the newsletter without a browser: fill in the form like a person, open a link, press."""

import re
from datetime import timedelta

FORM = "/nieuws/aanmelden"
EMAIL = "lezer@voorbeeld.nl"


def stamp(client):
    """The moment at which the form was made, as it stands in it."""
    return re.search(r'name="made"[^>]*value="([^"]+)"', client.get(FORM).text)[1]


def asked(client, made, email=EMAIL, ip="10.0.0.1", **values):
    """Send the form. `made` comes from `stamp`, at least two seconds ago."""
    told = {"email": email, "audience": "residents", "locale": "nl", "made": made, "homepage": "", **values}
    return client.post(FORM, data=told, environ_overrides={"REMOTE_ADDR": ip})


def path_of(link):
    return link.removeprefix("http://localhost")


def confirm_path(letter):
    return next(path_of(link) for link in letter.links if "/nieuws/bevestigen/" in link)


def wait(clock, seconds=3):
    clock.shift(timedelta(seconds=seconds))
