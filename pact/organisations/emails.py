"""Letters about working for an organisation: an invitation, a role more or less, the end."""

from flask import current_app, url_for

from pact.mail import post
from pact.organisations.models import Organisation
from pact.people.models import Person


def link(path: str) -> str:
    return str(current_app.config["BASE_URL"]) + path


def invite(person: Person, organisation: Organisation, inviter: str, token: str) -> None:
    """To somebody without an account: the link that makes one."""
    url = link(url_for("people.invitation", token=token))
    about = f"invitation of {person.thing}"
    names = {"name": person.name, "organisation": organisation.name, "inviter": inviter}
    post(person.email, "organisations/emails/invitation.txt", locale=person.locale, about=about, url=url, **names)


def tell_of_membership(person: Person, organisation: Organisation, inviter: str) -> None:
    """To somebody with an account: they now work for this organisation too, or their roles changed."""
    url = link(url_for("people.sign_in"))
    names = {"name": person.name, "organisation": organisation.name, "inviter": inviter}
    post(
        person.email, "organisations/emails/membership.txt", locale=person.locale, about=person.thing, url=url, **names
    )


def tell_of_end(email: str, name: str, locale: str) -> None:
    """To somebody whose account was closed."""
    post(email, "organisations/emails/ended.txt", locale=locale, name=name)
