"""What the pages of recruiting list: the leads by stage, and whom to call this week."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from pact.covenants.models import InvitationText, JoinRequest, Lead, LeadStep, Stage
from pact.covenants.models.lead import PLANNED
from pact.dates import today
from pact.db import AnyRow, AnySelect, db
from pact.organisations.models import Organisation
from pact.people.models import Person

MOST = 200

#: What the page of one lead loads, and what a verb needs to add a step.
LOADED = (selectinload(Lead.steps).joinedload(LeadStep.by), joinedload(Lead.organisation), joinedload(Lead.request))
STEPS = (selectinload(Lead.steps),)

_ROW = (Lead.id, Lead.name, Lead.status, Lead.next_on, Lead.sector, Lead.touched_at)


def end_of_week() -> date:
    """Sunday: the list of Friday afternoon is not longer than that of Monday."""
    return today() + timedelta(days=6 - today().weekday())


def leads(stage: Stage | None) -> Sequence[AnyRow]:
    """Those with a next date, soonest first; of what is over, the newest first."""
    wanted: AnySelect = select(*_ROW).limit(MOST)
    if stage is None or stage in PLANNED:
        wanted = wanted.where(Lead.status.in_(PLANNED if stage is None else (stage,)))
        return db.session.execute(wanted.order_by(Lead.next_on, Lead.id)).all()
    return db.session.execute(wanted.where(Lead.status == stage).order_by(Lead.touched_at.desc(), Lead.id)).all()


def counted() -> dict[Stage, int]:
    rows = db.session.execute(select(Lead.status, func.count()).group_by(Lead.status)).all()
    return {Stage(stage): number for stage, number in rows}


def to_call() -> Sequence[AnyRow]:
    """Whose day is this week or has passed, oldest first, with who spoke to them last."""
    one = aliased(LeadStep)
    last = select(func.max(one.id)).where(one.lead_id == Lead.id, one.by_id.is_not(None)).correlate(Lead)
    wanted = (
        select(*_ROW, Lead.contact_name, Lead.phone, Lead.email, LeadStep.at, LeadStep.kind, LeadStep.stage)
        .add_columns(Person.name.label("by"))
        .select_from(Lead)
        .outerjoin(LeadStep, LeadStep.id == last.scalar_subquery())
        .outerjoin(Person, Person.id == LeadStep.by_id)
    )
    return db.session.execute(wanted.where(_is_due()).order_by(Lead.next_on, Lead.id).limit(MOST)).all()


def due(most: int) -> Sequence[AnyRow]:
    """For «Vandaag»: the first few, each with how many there are in all."""
    wanted = select(*_ROW, func.count().over().label("total")).where(_is_due())
    return db.session.execute(wanted.order_by(Lead.next_on, Lead.id).limit(most)).all()


def _is_due() -> ColumnElement[bool]:
    return and_(Lead.status.in_(PLANNED), Lead.next_on <= end_of_week())


def with_this_name(name: str, but: int | None = None) -> Lead | None:
    """One that is not over: nobody calls the same organisation twice."""
    wanted = select(Lead).where(func.lower(Lead.name) == name.lower(), Lead.status != Stage.SIGNED)
    return db.session.scalars(wanted.where(Lead.id != (but or 0)).limit(1)).first()


def choices() -> list[tuple[int, str]]:
    """The leads that a request to join may belong to."""
    wanted = select(Lead.id, Lead.name).where(Lead.status != Stage.SIGNED).order_by(Lead.name, Lead.id)
    return [(id, name) for id, name in db.session.execute(wanted.limit(MOST))]


def of_request(request: JoinRequest) -> int | None:
    """The lead this request was put with, else one of the same name."""
    same = func.lower(Lead.name) == request.organisation_name.lower()
    wanted = select(Lead.id).where(or_(Lead.request_id == request.id, same), Lead.status != Stage.SIGNED)
    return db.session.scalars(wanted.order_by(Lead.request_id.is_(None), Lead.id).limit(1)).first()


def touched_by(organisation: Organisation, lead_id: int | None = None, request_id: int | None = None) -> Sequence[Lead]:
    """The leads about this organisation that are not signed yet, under whatever they are known."""
    same_name = (func.lower(Lead.name) == organisation.name.lower()) & Lead.organisation_id.is_(None)
    ways = [Lead.organisation_id == organisation.id, same_name]
    ways += [Lead.id == lead_id] if lead_id else []
    ways += [Lead.request_id == request_id] if request_id else []
    wanted = select(Lead).where(or_(*ways), Lead.status != Stage.SIGNED).options(*STEPS).order_by(Lead.id)
    return db.session.scalars(wanted).all()


def versions() -> Sequence[AnyRow]:
    wanted = select(InvitationText.number, InvitationText.made_at, Person.name)
    wanted = wanted.outerjoin(Person, Person.id == InvitationText.made_by_id)
    return db.session.execute(wanted.order_by(InvitationText.number.desc()).limit(MOST)).all()
