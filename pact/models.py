"""Every room's tables in one place, so that migrations and relationships by name find each other. Nothing else."""

from pact import audit, jobs, keys, mail, once
from pact.ambassadors import models as ambassadors
from pact.covenants import models as covenants
from pact.directory import models as directory
from pact.files import store as files
from pact.inbox import models as inbox
from pact.marketplace import models as marketplace
from pact.meetings import models as meetings
from pact.meetings.cases import models as cases
from pact.meetings.evaluations import models as evaluations
from pact.meetings.events import models as events
from pact.meetings.minutes import models as minutes
from pact.meetings.themes import models as themes
from pact.newsletter import models as newsletter
from pact.organisations import models as organisations
from pact.people import models as people
from pact.referrals import models as referrals
from pact.reports import models as reports
from pact.tables import uploads
from pact.workgroups import models as workgroups

__all__ = [
    "ambassadors",
    "audit",
    "cases",
    "covenants",
    "directory",
    "evaluations",
    "events",
    "files",
    "inbox",
    "jobs",
    "keys",
    "mail",
    "marketplace",
    "meetings",
    "minutes",
    "newsletter",
    "once",
    "organisations",
    "people",
    "referrals",
    "reports",
    "themes",
    "uploads",
    "workgroups",
]
