"""Which agreements somebody reads, and which come to an end."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased, selectinload

from pact.covenants.models import Agreement, AgreementParty
from pact.covenants.models.agreement import REMIND_BEFORE
from pact.dates import today
from pact.db import AnyRow, AnySelect, db
from pact.organisations.models import Organisation

LOADED = (selectinload(Agreement.parties).joinedload(AgreementParty.organisation),)
MOST = 200


def agreements(visible: ColumnElement[bool]) -> Sequence[Agreement]:
    """The one that ends first comes first. Two questions, however many there are."""
    wanted = select(Agreement).where(visible).options(*LOADED)
    return db.session.scalars(wanted.order_by(Agreement.ends_on, Agreement.id).limit(MOST)).all()


def standing(visible: ColumnElement[bool]) -> Sequence[AnyRow]:
    """For the register: what holds today, by title."""
    wanted = select(Agreement.id, Agreement.title, Agreement.subject, Agreement.ends_on).where(visible, holds_today())
    return db.session.execute(wanted.order_by(Agreement.title, Agreement.id).limit(MOST)).all()


def holds_today() -> ColumnElement[bool]:
    """Signed by all, begun, and not over: what `Agreement.state` calls standing."""
    party = aliased(AgreementParty)
    unsigned = exists().where(party.agreement_id == Agreement.id, party.signed_on.is_(None))
    begun = (Agreement.starts_on <= today()) & (Agreement.ends_on >= today())
    return begun & Agreement.ended_at.is_(None) & ~unsigned


def follower_of(agreement_id: int, visible: ColumnElement[bool]) -> Agreement | None:
    wanted = select(Agreement).where(Agreement.follows_id == agreement_id, visible)
    return db.session.scalars(wanted.order_by(Agreement.id.desc()).limit(1)).first()


def comes_to_an_end() -> ColumnElement[bool]:
    """Within the time in which a new one can be made, or just over, while nothing follows it."""
    follower = aliased(Agreement)
    followed = exists().where(follower.follows_id == Agreement.id)
    return (
        Agreement.ended_at.is_(None)
        & (Agreement.ends_on <= today() + REMIND_BEFORE)
        & (Agreement.ends_on >= today() - REMIND_BEFORE)
        & ~followed
    )


def ending() -> AnySelect:
    """For «Vandaag»: the title and the last day, no more. Asked together with what else waits."""
    wanted = select(Agreement.id, Agreement.title, Agreement.ends_on).where(comes_to_an_end())
    return wanted.order_by(Agreement.ends_on, Agreement.id)


def partners() -> list[tuple[int, str]]:
    """Between whom it can be: whoever is here, also when it did not sign the pact."""
    wanted = select(Organisation.id, Organisation.name).where(Organisation.suspended_at.is_(None))
    return [(id, name) for id, name in db.session.execute(wanted.order_by(Organisation.name))]


def to_remind_of() -> list[int]:
    soon = Agreement.ends_on >= today() - timedelta(days=1)
    wanted = select(Agreement.id).where(comes_to_an_end(), soon, Agreement.reminded_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Agreement.id)))
