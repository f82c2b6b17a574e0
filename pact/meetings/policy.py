"""Invited people, the workgroup and the coordinator see a meeting; who called it and the lead look after it."""

from typing import cast

from sqlalchemy import ColumnElement, Integer, and_, bindparam, false, or_, select, true

from pact.access import Actor
from pact.meetings.models import Invitee, Meeting
from pact.people.models import Role
from pact.people.policy import coordinator
from pact.workgroups.models import Part, Workgroup, WorkgroupMember
from pact.workgroups.queries import sits_now

__all__ = ["coordinator", "visible_to"]


def somebody(coordinates: bool) -> Actor:
    """Stands for whoever asks, in a question to the database that is built once: fill in `me` when it is asked."""
    roles = frozenset({Role.COORDINATOR}) if coordinates else frozenset()
    return Actor(cast(int, bindparam("me", type_=Integer)), "", "", "", roles)


def sits_in(person: Actor, *parts: Part) -> ColumnElement[bool]:
    """Whether a meeting's workgroup is one in which this person sits now, in one of these parts if any are named."""
    seats = select(WorkgroupMember.workgroup_id).where(WorkgroupMember.person_id == person.id, sits_now())
    if parts:
        seats = seats.where(WorkgroupMember.role.in_(parts))
    return Meeting.workgroup_id.in_(seats)


def invited(person: Actor) -> ColumnElement[bool]:
    return Meeting.id.in_(
        select(Invitee.meeting_id).where(
            Invitee.person_id == person.id, Invitee.withdrawn_at.is_(None), Invitee.invited_at.is_not(None)
        )
    )


def visible_to(person: Actor | None) -> ColumnElement[bool]:
    """A draft is seen by nobody but who makes it."""
    if person is None:
        return false()
    known = true() if coordinator(person) else or_(invited(person), sits_in(person))
    return or_(Meeting.made_by_id == person.id, and_(Meeting.announced_at.is_not(None), known))


def looked_after_by(person: Actor) -> ColumnElement[bool]:
    """Time, place, who is invited, calling it off: who called it, the lead, the coordinator."""
    if coordinator(person):
        return or_(Meeting.made_by_id == person.id, Meeting.announced_at.is_not(None))
    return or_(
        and_(Meeting.made_by_id == person.id, or_(Meeting.workgroup_id.is_(None), sits_in(person))),
        and_(Meeting.announced_at.is_not(None), sits_in(person, Part.LEAD)),
    )


def written_up_by(person: Actor) -> ColumnElement[bool]:
    """The minutes: everybody who sits in the workgroup; of a meeting of the whole pact who looks after it."""
    return or_(looked_after_by(person), and_(Meeting.announced_at.is_not(None), sits_in(person)))


def plans(person: Actor | None) -> bool:
    """Calls meetings: the coordinator for the whole pact, everybody else for a workgroup they sit in."""
    return person is not None and (coordinator(person) or bool(person.roles_at))


def places_to_plan(person: Actor) -> ColumnElement[bool]:
    """The workgroups for which this person may call a meeting."""
    if coordinator(person):
        return Workgroup.ended_at.is_(None)
    seats = select(WorkgroupMember.workgroup_id).where(WorkgroupMember.person_id == person.id, sits_now())
    return and_(Workgroup.ended_at.is_(None), Workgroup.id.in_(seats))
