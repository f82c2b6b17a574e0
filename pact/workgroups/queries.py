"""Who sits in which workgroup now, and who asked to.

Somebody counts while they work for the organisation they sit for, and while that one takes part: whatever ends either,
ends this at the same moment.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import joinedload

from pact.db import AnyRow, db
from pact.organisations.models import Membership, Organisation
from pact.organisations.policy import is_current
from pact.people.models import Person
from pact.workgroups.models import (
    Part,
    RequestStatus,
    Workgroup,
    WorkgroupMember,
    WorkgroupPlan,
    WorkgroupRequest,
    WorkgroupTask,
)

LOADED = (joinedload(WorkgroupMember.person), joinedload(WorkgroupMember.organisation))
ASKER = (joinedload(WorkgroupRequest.person), joinedload(WorkgroupRequest.organisation))


def works_there(row: type[WorkgroupMember] | type[WorkgroupRequest]) -> ColumnElement[bool]:
    """Whether somebody still works for the organisation they sit for, or want to."""
    return exists().where(
        Membership.person_id == row.person_id, Membership.organisation_id == row.organisation_id, is_current()
    )


def sits_now() -> ColumnElement[bool]:
    taking_part = select(Organisation.id).where(Organisation.suspended_at.is_(None))
    return and_(
        WorkgroupMember.ended_at.is_(None),
        WorkgroupMember.organisation_id.in_(taking_part),
        works_there(WorkgroupMember),
    )


def listed(visible: ColumnElement[bool]) -> Sequence[AnyRow]:
    """The workgroups, those that still meet first, by name."""
    wanted = select(Workgroup.id, Workgroup.slug, Workgroup.name, Workgroup.purpose, Workgroup.ended_at)
    return db.session.execute(wanted.where(visible).order_by(Workgroup.ended_at.is_not(None), Workgroup.name)).all()


def organisations_in(workgroup_ids: Sequence[int]) -> dict[int, list[str]]:
    """The names of the organisations in each of these, each once."""
    wanted = (
        select(WorkgroupMember.workgroup_id, Organisation.name)
        .join(Organisation, Organisation.id == WorkgroupMember.organisation_id)
        .where(WorkgroupMember.workgroup_id.in_(workgroup_ids), sits_now())
        .distinct()
        .order_by(Organisation.name)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for workgroup_id, name in db.session.execute(wanted):
        found[workgroup_id].append(name)
    return found


def members(workgroup_id: int) -> Sequence[AnyRow]:
    """Who sits in it now: the lead first, then by name."""
    wanted = (
        select(
            WorkgroupMember.person_id,
            WorkgroupMember.organisation_id,
            WorkgroupMember.role,
            WorkgroupMember.started_at,
            Person.name,
            Organisation.name.label("organisation"),
        )
        .join(Person, Person.id == WorkgroupMember.person_id)
        .join(Organisation, Organisation.id == WorkgroupMember.organisation_id)
        .where(WorkgroupMember.workgroup_id == workgroup_id, sits_now())
        .order_by(WorkgroupMember.role != Part.LEAD, Person.name, Person.id)
    )
    return db.session.execute(wanted).all()


def seats_of(workgroup_id: int) -> Sequence[WorkgroupMember]:
    """The same, to change them and to write to them."""
    wanted = select(WorkgroupMember).where(WorkgroupMember.workgroup_id == workgroup_id, sits_now())
    return db.session.scalars(wanted.options(*LOADED).order_by(WorkgroupMember.id)).all()


def seat_of(workgroup_id: int, person_id: int) -> WorkgroupMember | None:
    wanted = select(WorkgroupMember).where(
        WorkgroupMember.workgroup_id == workgroup_id, WorkgroupMember.person_id == person_id, sits_now()
    )
    return db.session.scalar(wanted.options(*LOADED))


def open_requests(workgroup_id: int) -> Sequence[WorkgroupRequest]:
    """Oldest first."""
    wanted = select(WorkgroupRequest).where(
        WorkgroupRequest.workgroup_id == workgroup_id,
        WorkgroupRequest.status == RequestStatus.OPEN,
        works_there(WorkgroupRequest),
    )
    return db.session.scalars(wanted.options(*ASKER).order_by(WorkgroupRequest.id)).all()


def waiting() -> dict[int, int]:
    """How many want to join each workgroup."""
    count = func.count(WorkgroupRequest.id)
    wanted = select(WorkgroupRequest.workgroup_id, count).where(WorkgroupRequest.status == RequestStatus.OPEN)
    rows = db.session.execute(wanted.where(works_there(WorkgroupRequest)).group_by(WorkgroupRequest.workgroup_id))
    return dict(rows.all())


def places_of(organisation_ids: Sequence[int]) -> Sequence[AnyRow]:
    """The organisations somebody can sit for."""
    wanted = select(Organisation.id, Organisation.name).where(Organisation.id.in_(organisation_ids))
    return db.session.execute(wanted.order_by(Organisation.name)).all()


def people_at_partners() -> Sequence[AnyRow]:
    """Everybody with an account, once for each organisation they work for."""
    wanted = (
        select(Person.id, Person.name, Organisation.id.label("organisation_id"), Organisation.name.label("place"))
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(is_current(), Person.active, Person.activated_at.is_not(None), Organisation.suspended_at.is_(None))
        .distinct()
        .order_by(Person.name, Organisation.name, Person.id)
    )
    return db.session.execute(wanted).all()


def request(workgroup_id: int, id: int) -> WorkgroupRequest:
    wanted = select(WorkgroupRequest).where(WorkgroupRequest.id == id, WorkgroupRequest.workgroup_id == workgroup_id)
    return db.session.scalars(wanted.options(*ASKER)).one()


def requests_of(workgroup_id: int, person_id: int) -> Sequence[WorkgroupRequest]:
    """What this person asked and nobody answered, also where they work no more."""
    wanted = select(WorkgroupRequest).where(
        WorkgroupRequest.workgroup_id == workgroup_id,
        WorkgroupRequest.person_id == person_id,
        WorkgroupRequest.status == RequestStatus.OPEN,
    )
    return db.session.scalars(wanted).all()


def tasks(workgroup_id: int, most: int = 200) -> Sequence[AnyRow]:
    """What is to be done first, by day; then what is done, the last one first."""
    wanted = (
        select(
            WorkgroupTask.id,
            WorkgroupTask.what,
            WorkgroupTask.due_on,
            WorkgroupTask.done_at,
            Person.name,
            WorkgroupTask.plan_id,
            WorkgroupPlan.title.label("plan"),
        )
        .outerjoin(Person, Person.id == WorkgroupTask.person_id)
        .outerjoin(WorkgroupPlan, WorkgroupPlan.id == WorkgroupTask.plan_id)
        .where(WorkgroupTask.workgroup_id == workgroup_id)
        .order_by(
            WorkgroupTask.done_at.is_not(None),
            WorkgroupTask.done_at.desc(),
            WorkgroupTask.due_on.is_(None),
            WorkgroupTask.due_on,
            WorkgroupTask.id,
        )
        .limit(most)
    )
    return db.session.execute(wanted).all()
