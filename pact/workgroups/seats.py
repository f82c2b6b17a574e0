"""Taking a seat, handing over the lead, and emptying a workgroup: dated rows, never overwritten ones."""

from collections.abc import Set

from sqlalchemy import select, update

from pact.access import Actor
from pact.dates import now
from pact.db import db
from pact.organisations.closings import closing_of, when_closed
from pact.organisations.departures import when_laid_down
from pact.organisations.models import ClosingKind, MemberRole, Organisation
from pact.workgroups import queries
from pact.workgroups.models import Part, RequestStatus, Workgroup, WorkgroupMember, WorkgroupRequest, WorkgroupTask


def take(workgroup_id: int, person_id: int, organisation_id: int, by_id: int | None, role: Part = Part.MEMBER) -> None:
    """A seat from now on. An older one that no longer counts, because the work there ended, makes room."""
    db.session.execute(
        update(WorkgroupMember)
        .where(WorkgroupMember.workgroup_id == workgroup_id, WorkgroupMember.person_id == person_id)
        .where(WorkgroupMember.ended_at.is_(None))
        .values(ended_at=now(), ended_by_id=by_id)
    )
    if role == Part.LEAD:
        _lay_down_lead(workgroup_id, by_id)
    db.session.add(
        WorkgroupMember(
            workgroup_id=workgroup_id,
            person_id=person_id,
            organisation_id=organisation_id,
            role=role,
            started_by_id=by_id,
        )
    )
    db.session.flush()


def hand_over(seat: WorkgroupMember, by_id: int) -> None:
    """This member leads from now on; who led stays as a member."""
    before = db.session.scalar(
        select(WorkgroupMember).where(
            WorkgroupMember.workgroup_id == seat.workgroup_id,
            WorkgroupMember.role == Part.LEAD,
            WorkgroupMember.ended_at.is_(None),
        )
    )
    take(seat.workgroup_id, seat.person_id, seat.organisation_id, by_id, Part.LEAD)
    if before is not None and before.person_id != seat.person_id:
        take(before.workgroup_id, before.person_id, before.organisation_id, by_id)


def leave(seat: WorkgroupMember, by_id: int | None) -> None:
    """The seat ends; what this person still had to do there waits for somebody else."""
    seat.end(by_id)
    db.session.execute(
        update(WorkgroupTask)
        .where(WorkgroupTask.workgroup_id == seat.workgroup_id, WorkgroupTask.person_id == seat.person_id)
        .where(WorkgroupTask.done_at.is_(None))
        .values(person_id=None, edition=WorkgroupTask.edition + 1)
    )


def _lay_down_lead(workgroup_id: int, by_id: int | None) -> None:
    db.session.execute(
        update(WorkgroupMember)
        .where(WorkgroupMember.workgroup_id == workgroup_id, WorkgroupMember.role == Part.LEAD)
        .where(WorkgroupMember.ended_at.is_(None))
        .values(ended_at=now(), ended_by_id=by_id)
    )


def empty(workgroup: Workgroup, by_id: int) -> None:
    """Nobody sits in it any more, and nobody waits for an answer."""
    for seat in db.session.scalars(
        select(WorkgroupMember).where(WorkgroupMember.workgroup_id == workgroup.id, WorkgroupMember.ended_at.is_(None))
    ):
        seat.end(by_id)
    for request in queries.open_requests(workgroup.id):
        request.withdraw(by_id)


# -- who works for a partner no more ---------------------------------------------------------------------------------


@when_laid_down
def end_where_gone(organisation_id: int, roles: Set[MemberRole], by_id: int | None) -> None:
    """Who does nothing any more for this organisation sits nowhere for it. One that stopped altogether: see below."""
    organisation = db.session.get_one(Organisation, organisation_id)
    if organisation.is_active:
        _end(organisation_id, by_id, only_gone=True)


@when_closed
def end_for_leaver(organisation: Organisation, by: Actor) -> None:
    """One that is only put on hold keeps its seats: they count no more until it comes back."""
    closing = closing_of(organisation)
    if closing is not None and closing.kind == ClosingKind.LEFT:
        _end(organisation.id, by.id)


def _end(organisation_id: int, by_id: int | None, only_gone: bool = False) -> None:
    seats = select(WorkgroupMember).where(
        WorkgroupMember.organisation_id == organisation_id, WorkgroupMember.ended_at.is_(None)
    )
    requests = select(WorkgroupRequest).where(
        WorkgroupRequest.organisation_id == organisation_id, WorkgroupRequest.status == RequestStatus.OPEN
    )
    if only_gone:
        seats = seats.where(~queries.works_there(WorkgroupMember))
        requests = requests.where(~queries.works_there(WorkgroupRequest))
    for seat in db.session.scalars(seats).all():
        leave(seat, by_id)
    for request in db.session.scalars(requests):
        request.withdraw(by_id)
