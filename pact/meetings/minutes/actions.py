"""An action: a task of the workgroup, or of the whole pact, that was agreed in a meeting."""

from datetime import date

from sqlalchemy import select

from pact.db import db
from pact.meetings.minutes.models import ActionItem
from pact.meetings.models import Meeting
from pact.workgroups.models import WorkgroupTask


def agree(meeting: Meeting, item_id: int | None, what: str, who: str, due_on: date, by_id: int | None) -> WorkgroupTask:
    """`who` is a choice of queries.owners: a person, or somebody invited without an account."""
    task = WorkgroupTask(workgroup_id=meeting.workgroup_id, made_by_id=by_id, what=what)
    db.session.add(task)
    db.session.flush()
    item = ActionItem(task_id=task.id, meeting_id=meeting.id, agenda_item_id=item_id)
    db.session.add(item)
    change(task, item, what, who, due_on)
    return task


def change(task: WorkgroupTask, item: ActionItem, what: str, who: str, due_on: date) -> None:
    """Another day gets its own word before and after it."""
    id = int(who[1:])
    if task.due_on != due_on:
        item.reminded_at = item.chased_at = None
    task.what, task.due_on = what, due_on
    task.person_id, item.invitee_id = (id, None) if who[0] == "p" else (None, id)


def owner(task: WorkgroupTask, item: ActionItem) -> str:
    """As a choice of queries.owners; nobody when whoever it was is gone."""
    if task.person_id is not None:
        return f"p{task.person_id}"
    return f"i{item.invitee_id}" if item.invitee_id is not None else ""


def finish(task_id: int, by_id: int) -> None:
    task = db.session.scalar(select(WorkgroupTask).where(WorkgroupTask.id == task_id))
    if task is not None:
        task.finish(by_id)
