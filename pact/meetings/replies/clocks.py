"""Each day: who did not answer is asked once more, places that came free are given, what was is erased."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete, or_, select, update

from pact import audit, jobs
from pact.dates import now, today
from pact.db import db
from pact.jobs import Job
from pact.meetings import needs
from pact.meetings.models import Invitee, Meeting
from pact.meetings.replies import emails, places, queries

REMIND_BEFORE = timedelta(days=2)
ATTENDANCE_KEPT = timedelta(days=730)


@jobs.recurs("meeting-replies", every=timedelta(days=1))
def strike(job: Job) -> None:
    """Each meeting in a transaction of its own."""
    for meeting_id in _ids(_to_remind()):
        remind(meeting_id)
    for meeting_id in _ids(_with_people_waiting()):
        places.fill(places.locked(meeting_id))
        db.session.commit()
    forget()
    job.done()


def _ids(found: Iterable[int]) -> list[int]:
    ids = list(found)
    db.session.rollback()
    return ids


def _to_remind() -> Iterable[int]:
    return db.session.scalars(
        select(Meeting.id).where(
            Meeting.announced_at.is_not(None),
            Meeting.called_off_at.is_(None),
            Meeting.starts_at > now(),
            Meeting.answer_before >= today(),
            Meeting.answer_before <= today() + REMIND_BEFORE,
        )
    )


def remind(meeting_id: int) -> None:
    """Once for each meeting: also not who was reminded by hand in these days, or was invited only now."""
    meeting = places.locked(meeting_id)
    lately, yesterday = now() - REMIND_BEFORE - timedelta(days=1), now() - timedelta(days=1)
    silent = [one for one in queries.to_remind(meeting.id, lately) if one.invited_at and one.invited_at < yesterday]
    emails.remind(silent)
    if silent:
        audit.record("meeting_reminded", meeting.thing, origin="clock", letters=len(silent))
    db.session.commit()


def _with_people_waiting() -> Iterable[int]:
    waiting = select(Invitee.meeting_id).where(Invitee.waiting_since.is_not(None), Invitee.withdrawn_at.is_(None))
    return db.session.scalars(select(Meeting.id).where(Meeting.id.in_(waiting), Meeting.ends_at > now()))


def forget() -> None:
    """Needs a week after the meeting, and at once when it is called off or somebody is no longer invited."""
    over = select(Meeting.id).where(or_(Meeting.ends_at < now() - needs.KEPT, Meeting.called_off_at.is_not(None)))
    with_needs = update(Invitee).where(Invitee.needs_sealed.is_not(None))
    db.session.execute(
        with_needs.where(or_(Invitee.meeting_id.in_(over), Invitee.withdrawn_at.is_not(None))).values(needs_sealed=None)
    )
    long_ago = now() - ATTENDANCE_KEPT
    old = select(Meeting.id).where(
        or_(Meeting.ends_at < long_ago, Meeting.ends_at.is_(None) & (Meeting.changed_at < long_ago))
    )
    db.session.execute(delete(Invitee).where(Invitee.meeting_id.in_(old)))
