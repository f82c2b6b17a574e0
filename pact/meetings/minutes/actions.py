"""An action: a task of the workgroup, or of the whole pact, that was agreed in a meeting."""

from datetime import date

from sqlalchemy import select

from pact.db import db
from pact.meetings.minutes.models import ActionItem
from pact.meetings.models import Meeting
from pact.workgroups.models import WorkgroupTask


def agree(meeting: Meeting, item_id: int | None, what: str, who: str, due_on: date, by_id: int | None) -> WorkgroupTask:
    """`who` is a choice of queries.owners: a person, or somebody invited without an account."""
    id = int(who[1:])
    task = WorkgroupTask(workgroup_id=meeting.workgroup_id, what=what, due_on=due_on, made_by_id=by_id)
    task.person_id = id if who[0] == "p" else None
    db.session.add(task)
    db.session.flush()
    invitee_id = id if who[0] == "i" else None
    db.session.add(ActionItem(task_id=task.id, meeting_id=meeting.id, agenda_item_id=item_id, invitee_id=invitee_id))
    return task


def finish(task_id: int, by_id: int) -> None:
    task = db.session.scalar(select(WorkgroupTask).where(WorkgroupTask.id == task_id))
    if task is not None:
        task.finish(by_id)
