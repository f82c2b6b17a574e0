"""What a partner asked and offered goes along when it goes up in another, with the answers."""

from flask_babel import ngettext
from sqlalchemy import func, select, update

from pact.db import db
from pact.marketplace import queries
from pact.marketplace.models import Notice, Reply
from pact.organisations.merging import PARTS, Part
from pact.organisations.models import Organisation


def foretell(gone: Organisation, kept: Organisation) -> list[str]:
    standing = select(func.count()).where(Notice.organisation_id == gone.id, queries.is_open())
    count = db.session.scalar(standing) or 0
    said = ngettext(
        "%(num)s bericht op de marktplaats gaat mee.", "%(num)s berichten op de marktplaats gaan mee.", count
    )
    return [said] if count else []


def move(gone: Organisation, kept: Organisation) -> None:
    for table in (Notice, Reply):
        db.session.execute(update(table).where(table.organisation_id == gone.id).values(organisation_id=kept.id))


PARTS.append(Part(foretell, lambda gone, kept: [], move))
