"""What was taken out of an issue goes along too, when a partner goes up in another."""

from sqlalchemy import update

from pact.db import db
from pact.newsletter.models import TakenOut
from pact.organisations.merging import PARTS, Part
from pact.organisations.models import Organisation


def move(gone: Organisation, kept: Organisation) -> None:
    theirs = update(TakenOut).where(TakenOut.organisation_id == gone.id)
    db.session.execute(theirs.values(organisation_id=kept.id))


PARTS.append(Part(lambda gone, kept: [], lambda gone, kept: [], move))
