"""Who is invited with an account, and who looks after the meeting, brings a case and reads it; partners read lessons.

Who only sits in the workgroup sees the meeting and not its cases: the circle of a case is who comes.
"""

from sqlalchemy import ColumnElement, and_, or_, select, true

from pact.access import Actor
from pact.meetings.cases.models import Case, Lesson
from pact.meetings.models import Meeting
from pact.meetings.policy import coordinator, invited, looked_after_by
from pact.organisations.policy import reads_all

__all__ = ["coordinator", "visible_to"]


def takes_part_in(person: Actor) -> ColumnElement[bool]:
    """The meetings to which this person may bring a case."""
    return and_(Meeting.announced_at.is_not(None), or_(invited(person), looked_after_by(person)))


def visible_to(person: Actor) -> ColumnElement[bool]:
    return Case.meeting_id.in_(select(Meeting.id).where(takes_part_in(person)))


def may_read(person: Actor, case: Case) -> bool:
    """Who brought it also before and after: they wrote it, until it is erased."""
    return case.is_readable or (case.erased_at is None and case.made_by_id == person.id)


def may_edit(person: Actor, case: Case) -> bool:
    return case.made_by_id == person.id and case.may_change


def partner(person: Actor | None) -> bool:
    """Works for a partner, or looks after all of them."""
    return person is not None and (bool(person.roles_at) or reads_all(person))


def lessons_visible_to(person: Actor) -> ColumnElement[bool]:
    """The same for every partner: a lesson is about the help."""
    return true()


def may_take_away(person: Actor, lesson: Lesson) -> bool:
    """A lesson that tells too much after all."""
    return coordinator(person) or lesson.written_by_id == person.id
