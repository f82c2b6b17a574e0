"""What the pact did in a year, in numbers: of itself only.

Numbers about residents are not here: those leave by the reports alone, where small ones are kept from saying too much.
"""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select, and_, func, select

from pact.covenants.models import Covenant
from pact.covenants.policy import in_force
from pact.dates import now
from pact.db import AnyRow, db
from pact.directory.models import Service, ServiceStatus
from pact.meetings.minutes.models import ActionItem, Decision, Minutes
from pact.meetings.models import Meeting
from pact.newsletter.models import Issue, Kind
from pact.organisations.models import Organisation
from pact.workgroups.models import WorkgroupTask


def since(begin: datetime) -> AnyRow:
    """All of them in one question."""
    taking_part = and_(Organisation.suspended_at.is_(None), Organisation.joined_on.is_not(None))
    was_held = and_(Meeting.announced_at.is_not(None), Meeting.called_off_at.is_(None))
    in_time = Meeting.starts_at.between(begin, now())
    sent_round = select(Minutes.meeting_id).where(Minutes.sent_at > begin)
    agreed = select(ActionItem.task_id)
    active = select(Organisation.id).where(Organisation.suspended_at.is_(None))
    counts: dict[str, Select[int]] = {
        "partners": select(func.count(Organisation.id)).where(taking_part),
        "covenants": select(func.count(Covenant.id)).where(in_force()),
        "meetings": select(func.count(Meeting.id)).where(was_held, in_time),
        "decisions": select(func.count(Decision.id)).where(Decision.meeting_id.in_(sent_round)),
        "actions": select(func.count(WorkgroupTask.id)).where(
            WorkgroupTask.done_at > begin, WorkgroupTask.id.in_(agreed)
        ),
        "services": select(func.count(Service.id)).where(
            Service.status == ServiceStatus.ACTIVE, Service.organisation_id.in_(active)
        ),
        "newsletters": select(func.count(Issue.id)).where(Issue.kind == Kind.NEWSLETTER, Issue.sent_at > begin),
    }
    return db.session.execute(select(*(one.scalar_subquery().label(name) for name, one in counts.items()))).one()


def in_words(counted: AnyRow) -> list[str]:
    """A line for each."""
    return [
        ngettext("%(num)s organisatie doet mee", "%(num)s organisaties doen mee", counted.partners),
        ngettext("%(num)s convenant is van kracht", "%(num)s convenanten zijn van kracht", counted.covenants),
        ngettext("%(num)s bijeenkomst gehouden", "%(num)s bijeenkomsten gehouden", counted.meetings),
        ngettext("%(num)s besluit genomen", "%(num)s besluiten genomen", counted.decisions),
        ngettext("%(num)s actie klaar", "%(num)s acties klaar", counted.actions),
        _("%(count)s keer hulp in «Wie doet wat»", count=counted.services),
        ngettext("%(num)s nieuwsbrief verstuurd", "%(num)s nieuwsbrieven verstuurd", counted.newsletters),
    ]
