"""Letters about working for an organisation: an invitation, a role more or less, the end, for one or for all."""

from collections.abc import Iterable

from pact.links import absolute_url
from pact.mail import post
from pact.organisations.models import ClosingKind, Organisation
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


def tell_of_closing(people: Iterable[Person], organisation: Organisation, kind: ClosingKind) -> None:
    """To everybody who works there. Why stands in no letter: the coordinator tells that."""
    for person in people:
        post(
            person.email,
            "organisations/emails/closed.txt",
            locale=person.locale,
            about=organisation.thing,
            name=person.first_name,
            organisation=organisation.name,
            has_left=kind == ClosingKind.LEFT,
        )


def tell_of_reopening(people: Iterable[Person], organisation: Organisation) -> None:
    for person in people:
        post(
            person.email,
            "organisations/emails/reopened.txt",
            locale=person.locale,
            about=organisation.thing,
            name=person.first_name,
            organisation=organisation.name,
            url=absolute_url("people.sign_in"),
        )
