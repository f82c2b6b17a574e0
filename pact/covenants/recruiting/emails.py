"""The letter that invites. To an organisation that did not ask for it, so it says how to be left alone."""

from flask import current_app

from pact.covenants.models import Lead
from pact.covenants.recruiting.letter import Filled
from pact.links import absolute_url
from pact.mail import post


def invite(lead: Lead, letter: Filled) -> None:
    post(
        lead.email,
        "covenants/emails/invitation.txt",
        about=lead.thing,
        subject=letter.subject,
        body=letter.body,
        phone=current_app.config["PACT_PHONE"],
        privacy=absolute_url("today.privacy"),
    )
