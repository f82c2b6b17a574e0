"""Who was invited for a partner that goes up in another, comes for the other one."""

from flask_babel import ngettext
from sqlalchemy import func, select, update

from pact.dates import now
from pact.db import db
from pact.meetings.models import Invitee, Meeting
from pact.organisations.merging import PARTS, Part
from pact.organisations.models import Organisation


def foretell(gone: Organisation, kept: Organisation) -> list[str]:
    to_come = select(Meeting.id).where(Meeting.starts_at > now())
    wanted = select(func.count()).where(Invitee.organisation_id == gone.id, Invitee.meeting_id.in_(to_come))
    count = db.session.scalar(wanted) or 0
    said = ngettext(
        "%(num)s uitnodiging voor een bijeenkomst gaat mee.",
        "%(num)s uitnodigingen voor bijeenkomsten gaan mee.",
        count,
    )
    return [said] if count else []


def move(gone: Organisation, kept: Organisation) -> None:
    rows = update(Invitee).where(Invitee.organisation_id == gone.id)
    db.session.execute(rows.values(organisation_id=kept.id))


PARTS.append(Part(foretell, lambda gone, kept: [], move))
