"""Who sees a meeting reads its minutes once they are sent round; who sits in its workgroup writes them.

A decision is read by everybody who takes part, once the minutes that hold it are sent round.
"""

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from pact.access import Actor
from pact.meetings.minutes.models import ActionItem, Decision, Minutes
from pact.meetings.models import Meeting
from pact.meetings.policy import looked_after_by, written_up_by
from pact.people.policy import coordinator
from pact.workgroups.models import Workgroup, WorkgroupMember, WorkgroupTask
from pact.workgroups.queries import sits_now

AGREED = aliased(ActionItem)  # a list of actions reads the table itself as well


def written_by(person: Actor) -> ColumnElement[bool]:
    """A meeting that is called off has nothing to be written of."""
    return and_(Meeting.called_off_at.is_(None), written_up_by(person))


def takes_part(person: Actor | None) -> bool:
    """Works for a partner, or looks after the pact."""
    return person is not None and (bool(person.roles_at) or bool(person.pact_roles))


def published() -> ColumnElement[bool]:
    """Whether the minutes that hold a decision are sent round."""
    return exists().where(Minutes.meeting_id == Decision.meeting_id, Minutes.sent_at.is_not(None))


def own_groups(person: Actor) -> ColumnElement[bool]:
    """Of a task: its workgroup is one in which this person sits now."""
    seats = select(WorkgroupMember.workgroup_id).where(WorkgroupMember.person_id == person.id, sits_now())
    return WorkgroupTask.workgroup_id.in_(seats)


def still_counts(task: type[WorkgroupTask] = WorkgroupTask) -> ColumnElement[bool]:
    """A workgroup that ended has nothing to do any more."""
    open_groups = select(Workgroup.id).where(Workgroup.ended_at.is_(None))
    return or_(task.workgroup_id.is_(None), task.workgroup_id.in_(open_groups))


def agreed_in_a_meeting() -> ColumnElement[bool]:
    return exists().where(AGREED.task_id == WorkgroupTask.id)


def action_seen_by(person: Actor) -> ColumnElement[bool]:
    """One's own; those of one's workgroups; of a meeting of the whole pact those of who looks after it."""
    if coordinator(person):
        return or_(agreed_in_a_meeting(), WorkgroupTask.person_id == person.id, own_groups(person))
    looked_after = exists().where(
        AGREED.task_id == WorkgroupTask.id, AGREED.meeting_id == Meeting.id, looked_after_by(person)
    )
    own = and_(WorkgroupTask.person_id == person.id, or_(agreed_in_a_meeting(), own_groups(person)))
    return or_(own, own_groups(person), looked_after)
