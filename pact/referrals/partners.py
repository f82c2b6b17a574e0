"""When a partner stops, what it received and had not finished goes back to the senders, in the same transaction.

What it sent itself goes on: the resident said yes to the receiver, who is there and helps.
"""

from sqlalchemy import select

from pact.access import Actor
from pact.db import db
from pact.organisations.closings import when_closed
from pact.organisations.models import Organisation
from pact.referrals import deeds
from pact.referrals.models import Referral
from pact.referrals.models.moves import OPEN
from pact.referrals.sheet import LOADED
from pact.referrals.vocabulary import Status as S


@when_closed
def give_back(organisation: Organisation, by: Actor) -> None:
    """Locked first: who picks one up in the same instant comes before this, and it goes back all the same."""
    wanted = (
        select(Referral)
        .where(Referral.to_organisation_id == organisation.id, Referral.status.in_({*OPEN, S.CONSENT_PENDING}))
        .order_by(Referral.id)
        .with_for_update(of=Referral)
        .options(*LOADED)
    )
    for referral in db.session.scalars(wanted).all():
        deeds.give_back(referral, by)
