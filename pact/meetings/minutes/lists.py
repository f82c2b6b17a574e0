"""The list of actions and the register of decisions, across all meetings."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, String, Time, and_, cast, func, literal, null, or_, select, tuple_
from sqlalchemy.orm import aliased

from pact.access import Actor
from pact.dates import now
from pact.db import AnyRow, AnySelect, db
from pact.meetings.minutes import policy
from pact.meetings.minutes.models import ActionItem, Decision, Minutes
from pact.meetings.minutes.queries import LATER, OWNER
from pact.meetings.models import Invitee, Meeting
from pact.people.models import Person
from pact.workgroups.models import Workgroup, WorkgroupTask

PER_PAGE = 30
HELD = aliased(Meeting)  # the policy reads the table itself


# --- actions --------------------------------------------------------------------------------


def _actions() -> AnySelect:
    return (
        select(
            WorkgroupTask.id,
            WorkgroupTask.what,
            WorkgroupTask.due_on,
            WorkgroupTask.done_at,
            WorkgroupTask.person_id,
            OWNER,
            ActionItem.meeting_id,
            Workgroup.slug,
            Workgroup.name.label("workgroup"),
            HELD.title.label("meeting"),
        )
        .outerjoin(ActionItem, ActionItem.task_id == WorkgroupTask.id)
        .outerjoin(HELD, HELD.id == ActionItem.meeting_id)
        .outerjoin(Invitee, Invitee.id == ActionItem.invitee_id)
        .outerjoin(Person, Person.id == WorkgroupTask.person_id)
        .outerjoin(Workgroup, Workgroup.id == WorkgroupTask.workgroup_id)
    )


def actions_for(person: Actor, done_id: int = 0, most: int = 300) -> Sequence[AnyRow]:
    """What is open, one's own first, then by day; and the one that was just set to done, to take that back."""
    mine = is_own(person)
    wanted = (
        _actions()
        .where(policy.action_seen_by(person), policy.still_counts())
        .where(or_(WorkgroupTask.done_at.is_(None), WorkgroupTask.id == done_id))
        .order_by(mine.desc(), WorkgroupTask.due_on.is_(None), WorkgroupTask.due_on, WorkgroupTask.id)
        .limit(most)
    )
    return db.session.execute(wanted).all()


def is_own(person: Actor) -> ColumnElement[bool]:
    return and_(WorkgroupTask.person_id.is_not(None), WorkgroupTask.person_id == person.id)


def action(task_id: int) -> AnyRow:
    return db.session.execute(_actions().where(WorkgroupTask.id == task_id)).one()


def tasks_of(person: Actor, most: int) -> Sequence[AnyRow]:
    """What this person has to do, by day: from meetings, and in the workgroups they sit in."""
    wanted = (
        _actions()
        .where(WorkgroupTask.person_id == person.id, WorkgroupTask.done_at.is_(None))
        .where(policy.still_counts(), or_(ActionItem.task_id.is_not(None), policy.own_groups(person)))
        .order_by(WorkgroupTask.due_on.is_(None), WorkgroupTask.due_on, WorkgroupTask.id)
        .limit(most)
    )
    return db.session.execute(wanted).all()


# --- decisions ------------------------------------------------------------------------------


def _decisions() -> AnySelect:
    return (
        select(
            Decision.id,
            Decision.year,
            Decision.number,
            Decision.text,
            Decision.made_on,
            LATER.year.label("later_year"),
            LATER.number.label("later_number"),
            Meeting.title.label("meeting"),
            Workgroup.name.label("workgroup"),
        )
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .outerjoin(Workgroup, Workgroup.id == Meeting.workgroup_id)
        .outerjoin(LATER, LATER.id == Decision.superseded_by_id)
        .where(policy.published())
    )


def decisions(
    word: str = "", year: int | None = None, after: tuple[int, int] | None = None, most: int = PER_PAGE + 1
) -> Sequence[AnyRow]:
    """The register, the newest first; `after` is the last one of the page before."""
    wanted = _decisions().order_by(Decision.year.desc(), Decision.number.desc()).limit(most)
    if word:
        wanted = wanted.where(func.lower(Decision.text).contains(word.lower(), autoescape=True))
    if year:
        wanted = wanted.where(Decision.year == year)
    if after:
        wanted = wanted.where(tuple_(Decision.year, Decision.number) < tuple_(literal(after[0]), literal(after[1])))
    return db.session.execute(wanted).all()


def years() -> list[int]:
    return list(db.session.scalars(select(Decision.year).distinct().order_by(Decision.year.desc())))


# --- what waits -----------------------------------------------------------------------------


def late_actions(before: date) -> AnySelect:
    """What was agreed in a meeting and should have been done before this day."""
    return (
        select(WorkgroupTask.id, WorkgroupTask.what, WorkgroupTask.due_on)
        .join(ActionItem, ActionItem.task_id == WorkgroupTask.id)
        .where(WorkgroupTask.done_at.is_(None), WorkgroupTask.due_on < before, policy.still_counts())
        .order_by(WorkgroupTask.due_on, WorkgroupTask.id)
    )


def new_decisions(within: timedelta) -> AnySelect:
    """Sent round so short ago."""
    since: datetime = now() - within
    nothing = cast(null(), Time)
    return (
        select(
            Decision.id,
            Decision.text,
            Decision.made_on,
            nothing.label("b"),
            nothing.label("e"),
            Decision.number,
            cast(null(), String(20)).label("s"),
        )
        .join(Minutes, Minutes.meeting_id == Decision.meeting_id)
        .where(Minutes.sent_at > since, Decision.superseded_by_id.is_(None))
        .order_by(Decision.year.desc(), Decision.number.desc())
    )
