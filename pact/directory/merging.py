"""What a partner offers goes along when it goes up in another."""

from flask_babel import gettext as _
from sqlalchemy import select, update

from pact.db import db
from pact.directory.models import Service
from pact.organisations.merging import PARTS, Part
from pact.organisations.models import Organisation


def foretell(gone: Organisation, kept: Organisation) -> list[str]:
    names = db.session.scalars(select(Service.name).where(Service.organisation_id == gone.id).order_by(Service.name))
    return [_("Dit aanbod gaat mee: %(name)s.", name=name) for name in names]


def move(gone: Organisation, kept: Organisation) -> None:
    db.session.execute(update(Service).where(Service.organisation_id == gone.id).values(organisation_id=kept.id))


PARTS.append(Part(foretell, lambda gone, kept: [], move))
