"""What a partner has in the newsletter keeps standing under the name of the one in which it went up."""

from sqlalchemy import update

from pact.db import db
from pact.newsletter.models import Article, TakenOut
from pact.organisations.merging import PARTS, Part
from pact.organisations.models import Organisation


def move(gone: Organisation, kept: Organisation) -> None:
    for model in (Article, TakenOut):
        db.session.execute(update(model).where(model.organisation_id == gone.id).values(organisation_id=kept.id))


PARTS.append(Part(lambda gone, kept: [], lambda gone, kept: [], move))
