"""What a partner wrote for the newsletter goes along when it goes up in another; of two calls one stays."""

from flask_babel import ngettext
from sqlalchemy import func, select, update

from pact.db import db
from pact.newsletter.models import Article, Call, Contribution
from pact.organisations.merging import PARTS, Part
from pact.organisations.models import Organisation


def foretell(gone: Organisation, kept: Organisation) -> list[str]:
    wanted = select(func.count()).where(Contribution.organisation_id == gone.id)
    count = db.session.scalar(wanted) or 0
    said = ngettext(
        "%(num)s bericht voor de nieuwsbrief gaat mee.", "%(num)s berichten voor de nieuwsbrief gaan mee.", count
    )
    return [said] if count else []


def move(gone: Organisation, kept: Organisation) -> None:
    """The link of the call that goes opens nothing from then on; theirs is the one of the organisation that stays."""
    calls = {call.issue_id: call.id for call in db.session.scalars(select(Call).where(Call.organisation_id == kept.id))}
    for call in db.session.scalars(select(Call).where(Call.organisation_id == gone.id)).all():
        if call.issue_id in calls:
            theirs = update(Contribution).where(Contribution.call_id == call.id)
            db.session.execute(theirs.values(call_id=calls[call.issue_id]))
            db.session.delete(call)
        else:
            call.organisation_id = kept.id
    db.session.flush()
    for model in (Contribution, Article):
        db.session.execute(update(model).where(model.organisation_id == gone.id).values(organisation_id=kept.id))


PARTS.append(Part(foretell, lambda gone, kept: [], move))
