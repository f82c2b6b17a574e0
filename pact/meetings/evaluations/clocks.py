"""The day after a meeting its caller is offered the questions. They close on their last day; all goes in two years."""

from datetime import timedelta

from sqlalchemy import delete, exists, func, select

from pact import audit, jobs
from pact.dates import now, start_of, today
from pact.db import db
from pact.jobs import Job
from pact.meetings.evaluations import answers, emails
from pact.meetings.evaluations.models import ENOUGH, Evaluation
from pact.meetings.models import Answer, Invitee, Meeting
from pact.people.models import Person

OFFERED_WITHIN = timedelta(days=3)  # a worker that stood still does not ask about last month
KEPT = timedelta(days=730)


@jobs.recurs("evaluations", every=timedelta(hours=6))
def strike(job: Job) -> None:
    offer()
    for evaluation in db.session.scalars(
        select(Evaluation).where(Evaluation.closed_at.is_(None), Evaluation.last_day < today()).with_for_update()
    ).all():
        answers.close(evaluation)
        audit.record("evaluation_closed", f"meeting {evaluation.meeting_id}", origin="clock")
    db.session.execute(delete(Evaluation).where(Evaluation.closed_at < now() - KEPT))
    job.done()


def offer() -> None:
    """Only where five people or more came: of fewer nothing would be shown."""
    came = (
        select(func.count())
        .where(Invitee.meeting_id == Meeting.id, Invitee.answer == Answer.ACCEPTED, Invitee.withdrawn_at.is_(None))
        .scalar_subquery()
    )
    yesterday = start_of(today())
    wanted = (
        select(Meeting, Person)
        .join(Person, Person.id == Meeting.made_by_id)
        .where(Meeting.announced_at.is_not(None), Meeting.called_off_at.is_(None), Person.active)
        .where(Meeting.ends_at < yesterday, Meeting.ends_at > yesterday - OFFERED_WITHIN)
        .where(~exists().where(Evaluation.meeting_id == Meeting.id), came >= ENOUGH)
        .order_by(Meeting.id)
    )
    for meeting, person in db.session.execute(wanted).all():
        db.session.add(Evaluation(meeting_id=meeting.id, offered_at=now()))
        emails.offer(meeting, person)
