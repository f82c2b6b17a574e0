"""What becomes of referrals when a partner stops or goes up in another.

When it stops, what it received and had not finished goes back to the senders, in the same transaction.

What it sent itself goes on: the resident said yes to the receiver, who is there and helps.
"""

from flask_babel import gettext as _
from sqlalchemy import and_, exists, or_, select, update

from pact.access import Actor
from pact.db import db
from pact.organisations.closings import when_closed
from pact.organisations.merging import PARTS, Part
from pact.organisations.models import Organisation
from pact.referrals import deeds
from pact.referrals.models import AdviceQuestion, Referral, Tip
from pact.referrals.models.moves import OPEN
from pact.referrals.sheet import LOADED
from pact.referrals.vocabulary import Status as S


@when_closed
def give_back(organisation: Organisation, by: Actor) -> None:
    """Locked first: who picks one up in the same instant comes before this, and it goes back all the same."""
    wanted = (
        select(Referral)
        .where(Referral.to_organisation_id == organisation.id, Referral.status.in_({*OPEN, S.CONSENT_PENDING}))
        .order_by(Referral.id)
        .with_for_update(of=Referral)
        .options(*LOADED)
    )
    for referral in db.session.scalars(wanted).all():
        deeds.give_back(referral, by)


# -- two partners that turn out to be one ----------------------------------------------------------------------


def foretell(gone: Organisation, kept: Organisation) -> list[str]:
    pointing = or_(Referral.from_organisation_id == gone.id, Referral.to_organisation_id == gone.id)
    known = db.session.scalar(select(exists().where(pointing, Referral.ended_at.is_(None))))
    return [_("Lopende doorverwijzingen gaan mee. Wie ze leest, verandert niet.")] if known else []


def obstacles(gone: Organisation, kept: Organisation) -> list[str]:
    """A yes is for one recipient: a resident who is reading the question must not say it to another name."""
    here, there = Referral.from_organisation_id, Referral.to_organisation_id
    between = or_(and_(here == gone.id, there == kept.id), and_(here == kept.id, there == gone.id))
    asked = and_(Referral.status == S.CONSENT_PENDING, there == gone.id)
    found = []
    if db.session.scalar(select(exists().where(between, Referral.ended_at.is_(None)))):
        found.append(_("Er loopt nog een doorverwijzing tussen deze twee."))
    if db.session.scalar(select(exists().where(asked))):
        found.append(_("Een inwoner leest nog een vraag over deze organisatie. Dat duurt hooguit 7 dagen."))
    return found


def move(gone: Organisation, kept: Organisation) -> None:
    """The version goes up, so that who is at work on one in this instant reads that somebody was first.

    The yes of a draft is void: it named the other one. What is under way goes on, with the same handler.
    """
    for column in (Referral.from_organisation_id, Referral.to_organisation_id):
        changed = {column.key: kept.id, "version": Referral.version + 1}
        db.session.execute(update(Referral).where(column == gone.id).values(changed))
    for other in (AdviceQuestion.organisation_id, Tip.organisation_id, Tip.about_organisation_id):
        db.session.execute(update(other.class_).where(other == gone.id).values({other.key: kept.id}))


PARTS.append(Part(foretell, obstacles, move))
