"""What was promised and asked goes along when a partner goes up in another; a yes to a name on its page does not."""

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import delete, func, select, update

from pact.ambassadors.models import Asked, Outcome, Pledge, ShownName, StepTaken
from pact.db import db
from pact.organisations.merging import PARTS, Part
from pact.organisations.models import Organisation


def foretell(gone: Organisation, kept: Organisation) -> list[str]:
    going = select(func.count()).where(Pledge.organisation_id == gone.id, Pledge.status == Outcome.OPEN)
    count = db.session.scalar(going) or 0
    said = [ngettext("%(num)s toezegging gaat mee.", "%(num)s toezeggingen gaan mee.", count)] if count else []
    shown = select(ShownName.id).where(ShownName.organisation_id == gone.id, ShownName.withdrawn_at.is_(None))
    if db.session.scalar(shown.limit(1)):
        said.append(_("Een ambassadeur kiest opnieuw of de naam op de site staat."))
    return said


def move(gone: Organisation, kept: Organisation) -> None:
    """A step taken for both is one step; of a question put to both, the answer of the one that stays counts."""
    there = select(StepTaken.person_id, StepTaken.step).where(StepTaken.organisation_id == kept.id)
    known = {(person_id, step) for person_id, step in db.session.execute(there)}
    for step in db.session.scalars(select(StepTaken).where(StepTaken.organisation_id == gone.id)):
        if (step.person_id, step.step) in known:
            db.session.delete(step)
        else:
            step.organisation_id = kept.id
    db.session.flush()
    double = select(Asked.question_id).where(Asked.organisation_id == kept.id)
    db.session.execute(delete(Asked).where(Asked.organisation_id == gone.id, Asked.question_id.in_(double)))
    db.session.execute(delete(ShownName).where(ShownName.organisation_id == gone.id))
    for table in (Asked, Pledge):
        db.session.execute(update(table).where(table.organisation_id == gone.id).values(organisation_id=kept.id))


PARTS.append(Part(foretell, lambda gone, kept: [], move))
