"""Who sits in a workgroup for a partner that goes up in another, sits there for the other one from then on."""

from flask_babel import gettext as _
from sqlalchemy import select, update

from pact.db import db
from pact.organisations.merging import PARTS, Part
from pact.organisations.models import Organisation
from pact.workgroups.models import Workgroup, WorkgroupMember, WorkgroupRequest


def foretell(gone: Organisation, kept: Organisation) -> list[str]:
    wanted = (
        select(Workgroup.name)
        .join(WorkgroupMember, WorkgroupMember.workgroup_id == Workgroup.id)
        .where(WorkgroupMember.organisation_id == gone.id, WorkgroupMember.ended_at.is_(None))
        .distinct()
        .order_by(Workgroup.name)
    )
    return [_("De plek in deze werkgroep gaat mee: %(name)s.", name=name) for name in db.session.scalars(wanted)]


def move(gone: Organisation, kept: Organisation) -> None:
    """The edition goes up, so that who answers a request in this instant reads that somebody was first."""
    seats = update(WorkgroupMember).where(WorkgroupMember.organisation_id == gone.id)
    db.session.execute(seats.values(organisation_id=kept.id))
    requests = update(WorkgroupRequest).where(WorkgroupRequest.organisation_id == gone.id)
    db.session.execute(requests.values(organisation_id=kept.id, edition=WorkgroupRequest.edition + 1))


PARTS.append(Part(foretell, lambda gone, kept: [], move))
