"""Letters about working for an organisation: an invitation, a role more or less, the end."""

from pact.links import absolute_url
from pact.mail import post
from pact.organisations.models import Organisation
from pact.people.models import Person


def invite(person: Person, organisation: Organisation, inviter: str, token: str) -> None:
    """To somebody without an account: the link that makes one."""
    post(
        person.email,
        "organisations/emails/invitation.txt",
        locale=person.locale,
        about=f"invitation of {person.thing}",
        url=absolute_url("people.invitation", token=token),
        name=person.name,
        organisation=organisation.name,
        inviter=inviter,
    )


def tell_of_membership(person: Person, organisation: Organisation, inviter: str) -> None:
    """To somebody with an account: they now work for this organisation too, or their roles changed."""
    post(
        person.email,
        "organisations/emails/membership.txt",
        locale=person.locale,
        about=person.thing,
        url=absolute_url("people.sign_in"),
        name=person.name,
        organisation=organisation.name,
        inviter=inviter,
    )


def tell_of_end(person: Person) -> None:
    """To somebody whose account was closed."""
    post(person.email, "organisations/emails/ended.txt", locale=person.locale, name=person.name)
