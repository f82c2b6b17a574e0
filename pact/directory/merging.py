"""What a partner offers goes along when it goes up in another."""

from flask_babel import gettext as _
from sqlalchemy import select, update

from pact.db import db
from pact.directory.models import Scheme, Service
from pact.organisations.merging import PARTS, Part
from pact.organisations.models import Organisation


def foretell(gone: Organisation, kept: Organisation) -> list[str]:
    names = db.session.scalars(select(Service.name).where(Service.organisation_id == gone.id).order_by(Service.name))
    schemes = db.session.scalars(select(Scheme.name).where(Scheme.organisation_id == gone.id).order_by(Scheme.name))
    return [
        *(_("Dit aanbod gaat mee: %(name)s.", name=name) for name in names),
        *(_("Deze regeling gaat mee: %(name)s.", name=name) for name in schemes),
    ]


def move(gone: Organisation, kept: Organisation) -> None:
    for model in (Service, Scheme):
        db.session.execute(update(model).where(model.organisation_id == gone.id).values(organisation_id=kept.id))


PARTS.append(Part(foretell, lambda gone, kept: [], move))
