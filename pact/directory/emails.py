"""Letters that keep the social map true: the question of the quarter, and a visitor who saw a mistake."""

from sqlalchemy import exists, select

from pact.db import db
from pact.keys import keyed_hash
from pact.links import absolute_url
from pact.mail import Letter, post
from pact.organisations.addressees import contact_persons, coordinators
from pact.organisations.models import Organisation
from pact.people.models import Person


def ask_if_it_is_true(person: Person, organisation: Organisation, token: str) -> None:
    post(
        person.email,
        "directory/emails/is_it_true.txt",
        locale=person.locale,
        about=person.thing,
        name=person.first_name,
        organisation=organisation.name,
        url=absolute_url("directory.check", token=token),
    )


def pass_on(organisation_id: int, name: str, slug: str, text: str) -> bool:
    """Tell the contact persons and the coordinator what a visitor wrote; the same words only once."""
    about = f"wrong {keyed_hash(f'{slug} {text}')[:50]}"
    if db.session.scalar(select(exists(select(Letter.id).where(Letter.about == about)))):
        return False
    readers = [*contact_persons(organisation_id), *coordinators()]
    for person in {person.id: person for person in readers}.values():
        post(
            person.email,
            "directory/emails/wrong.txt",
            locale=person.locale,
            about=about,
            name=person.first_name,
            organisation=name,
            text=text,
            url=absolute_url("directory.edit_entry", slug=slug),
        )
    return True
