"""The letter before the last day, to the coordinator."""

from pact.covenants.models import Agreement
from pact.dates import full
from pact.links import absolute_url
from pact.mail import post
from pact.organisations.addressees import coordinators


def remind(agreement: Agreement) -> None:
    for person in coordinators():
        post(
            person.email,
            "covenants/emails/agreement_ends.txt",
            locale=person.locale,
            about=agreement.thing,
            title=agreement.title,
            date=full(agreement.ends_on),
            url=absolute_url("agreements.show", id=str(agreement.id)),
        )
