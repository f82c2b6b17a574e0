"""Letters about an account: the code to get in, and word of every change that could let somebody else in."""

from flask_babel.speaklater import LazyString

from pact.links import absolute_url
from pact.mail import Letter, post
from pact.people.models import Person


def send_code(to: str, code: str, locale: str) -> Letter:
    return post(to, "people/emails/code.txt", locale=locale, code=code)


def tell_of_new_factor(person: Person, is_held: bool) -> None:
    post(person.email, "people/emails/new_factor.txt", locale=person.locale, about=person.thing, is_held=is_held)


def tell_of_removed_factor(person: Person) -> None:
    post(person.email, "people/emails/removed_factor.txt", locale=person.locale, about=person.thing)


def tell_of_new_password(person: Person) -> None:
    post(person.email, "people/emails/new_password.txt", locale=person.locale, about=person.thing)


def tell_of_used_recovery_code(person: Person, left: int) -> None:
    post(person.email, "people/emails/recovery_used.txt", locale=person.locale, about=person.thing, left=left)


def ask_new_address(person: Person, new: str, token: str) -> None:
    """The link goes to the new address, word of it to the old one."""
    url = absolute_url("people.confirm_address", token=token)
    post(new, "people/emails/new_address.txt", locale=person.locale, about=person.thing, url=url)
    post(person.email, "people/emails/address_asked.txt", locale=person.locale, about=person.thing)


def tell_of_changed_address(person: Person, old: str) -> None:
    post(old, "people/emails/address_changed.txt", locale=person.locale, about=person.thing)


def tell_of_role(person: Person, template: str, role: LazyString) -> None:
    """`template` says what happened to it: proposed, confirmed, ended. Lazy, so said in the language of the letter."""
    post(person.email, f"people/emails/role_{template}.txt", locale=person.locale, about=person.thing, role=role)
