"""Letters about the marketplace: an answer to who placed something, and word that its day is near."""

from collections.abc import Sequence

from sqlalchemy import exists, select

from pact.db import db
from pact.links import absolute_url
from pact.mail import post
from pact.marketplace.models import Notice, Reply
from pact.organisations.addressees import contact_persons, coordinators
from pact.organisations.models import Membership
from pact.organisations.policy import is_current
from pact.people.models import Person

FOLDER = "marketplace/emails/"


def keepers_of(notice: Notice) -> Sequence[Person]:
    """Who placed it, as long as they work there; else the contact persons; else the coordinator: nothing gets lost."""
    works_there = exists().where(
        Membership.person_id == Person.id, Membership.organisation_id == notice.organisation_id, is_current()
    )
    placer = select(Person).where(Person.id == notice.placed_by_id, Person.active, works_there)
    return db.session.scalars(placer).all() or contact_persons(notice.organisation_id) or coordinators()


def pass_on(reply: Reply, notice: Notice, writer: Person) -> None:
    """The answer itself. The address of who wrote it only with their yes; else the number of their organisation."""
    for person in keepers_of(notice):
        post(
            person.email,
            FOLDER + "reply.txt",
            locale=person.locale,
            about=notice.thing,
            name=person.first_name,
            title=notice.title,
            text=reply.text,
            writer=writer.name,
            organisation=reply.organisation.name,
            email=writer.email if reply.shows_address else "",
            phone=writer.phone if reply.shows_address else "",
            office=reply.organisation.phone,
            url=absolute_url("marketplace.show", id=str(notice.id)),
        )


def tell_of_end(notice: Notice) -> None:
    for person in keepers_of(notice):
        post(
            person.email,
            FOLDER + "ending.txt",
            locale=person.locale,
            about=notice.thing,
            name=person.first_name,
            title=notice.title,
            may_be_prolonged=notice.may_be_prolonged,
            url=absolute_url("marketplace.show", id=str(notice.id)),
        )
