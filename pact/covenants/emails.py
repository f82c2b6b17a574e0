"""Letters about joining and signing. To the coordinator: a reference and a link, no more."""

from collections.abc import Iterable
from typing import Any

from pact.covenants import queries
from pact.covenants.models import Covenant, CovenantLink, JoinRequest
from pact.dates import full
from pact.links import absolute_url
from pact.mail import Letter, post
from pact.organisations.addressees import contact_persons, coordinators
from pact.people.models import Person

FOLDER = "covenants/emails/"


def tell_coordinators_of_request(request: JoinRequest) -> None:
    url = absolute_url("covenants.show_request", id=str(request.id))
    for person in coordinators():
        _to(person, "request", request.thing, reference=request.reference, url=url)


def ask_to_sign(link: CovenantLink, token: str, asked_by: str = "") -> Letter:
    """To whoever signs: the link that is theirs alone. `asked_by` passed it on."""
    covenant = link.covenant
    return post(
        link.email,
        FOLDER + "sign.txt",
        about=covenant.thing,
        name=link.name,
        organisation=covenant.organisation.name,
        title=covenant.text.title,
        asked_by=asked_by,
        url=absolute_url("covenants.by_link", token=token),
    )


def decline_request(request: JoinRequest, word: str) -> None:
    post(
        request.email,
        FOLDER + "request_declined.txt",
        about=request.thing,
        name=request.contact_name,
        organisation=request.organisation_name,
        word=word,
    )


def send_copy(link: CovenantLink, token: str) -> None:
    """To who signed: what was signed, word for word, and the fingerprint of it."""
    covenant = link.covenant
    post(
        link.email,
        FOLDER + "copy.txt",
        about=covenant.thing,
        name=covenant.signer_name,
        function=covenant.signer_function,
        organisation=covenant.organisation.name,
        title=covenant.text.title,
        number=covenant.text.number,
        date=full(covenant.signed_on),
        fingerprint=covenant.signed_sha256,
        body=covenant.text.body,
        annex=covenant.text.annex,
        url=absolute_url("covenants.by_link", token=token),
    )


def tell_coordinators(template: str, covenant: Covenant) -> None:
    """`template` is signed, refused, lapsed, ended_by_partner or nobody_to_ask."""
    url = absolute_url("covenants.of_partner", slug=covenant.organisation.slug)
    for person in coordinators():
        _to(person, template, covenant.thing, organisation=covenant.organisation.name, url=url)


def tell_countersigned(covenant: Covenant) -> None:
    """To who signed, while we still know the address, and to the contact persons."""
    link = queries.last_link(covenant.id)
    contacts = contact_persons(covenant.organisation_id)
    known = {person.email.lower() for person in contacts}
    url = absolute_url("covenants.register")
    if link and link.email.lower() not in known:
        post(
            link.email,
            FOLDER + "countersigned.txt",
            about=covenant.thing,
            name=link.name,
            organisation=covenant.organisation.name,
            url=url,
        )
    tell_all(contacts, "countersigned", covenant, url)


def ask_to_confirm(link: CovenantLink, person: Person, token: str) -> None:
    covenant = link.covenant
    url = absolute_url("covenants.by_link", token=token)
    _to(person, "confirm", covenant.thing, name=person.name, organisation=covenant.organisation.name, url=url)


def tell_ended(covenant: Covenant) -> None:
    """To the contact persons, when it was not they who ended it."""
    url = absolute_url("covenants.of_partner", slug=covenant.organisation.slug)
    tell_all(contact_persons(covenant.organisation_id), "ended", covenant, url)


def tell_all(people: Iterable[Person], template: str, covenant: Covenant, url: str) -> None:
    for person in people:
        _to(person, template, covenant.thing, name=person.name, organisation=covenant.organisation.name, url=url)


def _to(person: Person, template: str, about: str, **said: Any) -> None:
    post(person.email, f"{FOLDER}{template}.txt", locale=person.locale, about=about, **said)
