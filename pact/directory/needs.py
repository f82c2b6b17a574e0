"""Who says to take referrals needs somebody who picks them up."""

from sqlalchemy import exists

from pact.directory.models import Service
from pact.organisations.models import MemberRole, Organisation
from pact.organisations.needs import NEEDED

NEEDED[MemberRole.HANDLER] = exists().where(Service.organisation_id == Organisation.id, Service.takes_referrals)
