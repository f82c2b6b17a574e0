"""Who was there, and what the page of a meeting shows of its evaluation."""

from collections.abc import Sequence

from sqlalchemy import select

from pact.access import Actor
from pact.db import AnyRow, db
from pact.meetings.evaluations import policy
from pact.meetings.evaluations.models import Evaluation
from pact.meetings.models import Answer, Attendance, Invitee, Meeting


def on_meeting(meeting: Meeting, person: Actor) -> AnyRow | None:
    """For who looks after a meeting that took place: whether it is asked what people thought of it. One question."""
    return db.session.execute(
        select(Meeting.id, Evaluation.opened_at, Evaluation.last_day, Evaluation.closed_at)
        .outerjoin(Evaluation, Evaluation.meeting_id == Meeting.id)
        .where(Meeting.id == meeting.id, policy.may_be_evaluated(person))
    ).one_or_none()


def who_came(meeting_id: int) -> Sequence[Invitee]:
    """Who was ticked as present; where nobody kept a list, who said that they would come."""
    wanted = (
        select(Invitee)
        .where(Invitee.meeting_id == meeting_id, Invitee.withdrawn_at.is_(None), Invitee.email != "")
        .order_by(Invitee.id)
    )
    invited = db.session.scalars(wanted).all()
    if any(row.attendance is not None for row in invited):
        return [row for row in invited if row.attendance == Attendance.PRESENT]
    return [row for row in invited if row.answer == Answer.ACCEPTED and row.waiting_since is None]


def of_meeting(meeting_id: int) -> Evaluation | None:
    return db.session.scalar(select(Evaluation).where(Evaluation.meeting_id == meeting_id))
