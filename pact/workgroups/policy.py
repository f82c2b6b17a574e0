"""Everybody may read which workgroups there are; members and who looks after all read who is in them.

The lead and the coordinator answer who wants to join; only the coordinator starts and ends a workgroup.
"""

from typing import Protocol

from sqlalchemy import ColumnElement, true

from pact.access import Actor
from pact.organisations.policy import reads_all
from pact.people.policy import coordinator
from pact.workgroups.models import Part, Workgroup

__all__ = ["coordinator", "reads_all", "visible_to"]


class Seat(Protocol):
    """A row of somebody who sits in a workgroup now."""

    @property
    def organisation_id(self) -> int: ...
    @property
    def role(self) -> Part: ...


def visible_to(person: Actor | None) -> ColumnElement[bool]:
    """What ended is history among partners."""
    return Workgroup.ended_at.is_(None) if person is None else true()


def has_place(person: Actor | None) -> bool:
    """Works for a partner, and so can sit in a workgroup."""
    return person is not None and bool(person.roles_at)


def sits(person: Actor | None, seat: Seat | None) -> bool:
    return person is not None and seat is not None and seat.organisation_id in person.roles_at


def may_read_members(person: Actor | None, seat: Seat | None) -> bool:
    return reads_all(person) or sits(person, seat)


def may_look_after(person: Actor | None, seat: Seat | None) -> bool:
    """Answer who wants to join, take somebody out, hand the lead over, mend the words."""
    return coordinator(person) or (sits(person, seat) and seat is not None and seat.role == Part.LEAD)


def may_read_tasks(person: Actor | None, seat: Seat | None) -> bool:
    return may_read_members(person, seat)


def may_do_tasks(person: Actor | None, seat: Seat | None) -> bool:
    """Every member makes, takes and finishes tasks: a list that only the lead may touch is kept by nobody."""
    return coordinator(person) or sits(person, seat)


def may_join(person: Actor | None, workgroup: Workgroup, seat: Seat | None) -> bool:
    return has_place(person) and workgroup.is_open and not sits(person, seat)


def may_read_files(person: Actor | None, seat: Seat | None) -> bool:
    """For who sits there and the coordinator: papers in the making are not for who looks after all."""
    return coordinator(person) or sits(person, seat)


def may_add_files(person: Actor | None, seat: Seat | None) -> bool:
    return may_read_files(person, seat)


def may_remove_files(person: Actor | None, seat: Seat | None) -> bool:
    """The lead and the coordinator. What a member put there, others may lean on already."""
    return may_look_after(person, seat)
