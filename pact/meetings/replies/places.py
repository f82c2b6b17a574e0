"""Places at a meeting: how many are free, and who gets the next one. Never more than there are.

Whoever changes who comes holds the row of the meeting, so that of two who want the last place one was first.
"""

from sqlalchemy import case, func, select

from pact.db import db
from pact.meetings.models import Answer, Invitee, Meeting
from pact.meetings.replies import emails


def locked(meeting_id: int) -> Meeting:
    """The meeting as it is now; others who want to change who comes wait for the end of this transaction."""
    wanted = select(Meeting).where(Meeting.id == meeting_id)
    return db.session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).one()


def taken(meeting: Meeting, but: int = 0) -> int:
    """How many places are given, leaving out one invited person."""
    wanted = select(func.sum(case((Invitee.plus_one, 2), else_=1))).where(
        Invitee.meeting_id == meeting.id,
        Invitee.id != but,
        Invitee.answer == Answer.ACCEPTED,
        Invitee.waiting_since.is_(None),
        Invitee.withdrawn_at.is_(None),
    )
    return db.session.scalar(wanted) or 0


def free(meeting: Meeting, but: int = 0) -> int | None:
    """None: as many as come."""
    return None if meeting.capacity is None else max(0, meeting.capacity - taken(meeting, but))


def first_waiting(meeting: Meeting, most: int | None) -> list[Invitee]:
    wanted = select(Invitee).where(
        Invitee.meeting_id == meeting.id, Invitee.waiting_since.is_not(None), Invitee.withdrawn_at.is_(None)
    )
    wanted = wanted.order_by(Invitee.waiting_since, Invitee.id).limit(most)
    return list(db.session.scalars(wanted.execution_options(populate_existing=True)))


def fill(meeting: Meeting) -> int:
    """Give what is free to who waits, in the order in which they came; they hear of it. The meeting is `locked`."""
    db.session.flush()
    if not meeting.is_open or meeting.when is None:
        return 0
    lucky = first_waiting(meeting, free(meeting))
    for invitee in lucky:
        invitee.waiting_since = None
        emails.tell_place(meeting, invitee)
    return len(lucky)
