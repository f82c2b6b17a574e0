"""Letters about an evaluation: the questions to who came, and the offer to ask them to who called the meeting."""

from collections.abc import Sequence

from sqlalchemy.orm import joinedload

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.links import absolute_url
from pact.mail import post
from pact.meetings.evaluations import tickets
from pact.meetings.evaluations.models import Evaluation
from pact.meetings.models import Invitee, Meeting
from pact.people.models import Person

FOLDER = "meetings/evaluations/emails/"


def ask(evaluation: Evaluation, people: Sequence[Invitee]) -> None:
    """All tickets at once, in no order; then a job for each letter, so that nobody waits for two hundred of them."""
    evaluation.asked_at = now()
    tickets.links_for(evaluation, [row.email for row in people])
    for row in people:
        jobs.add("evaluation-letter", f"{evaluation.id}:{row.id}")


@jobs.handles("evaluation-letter")
def write_letter(job: Job) -> None:
    evaluation_id, invitee_id = map(int, job.thing.split(":"))
    evaluation = db.session.get(Evaluation, evaluation_id, options=(joinedload(Evaluation.meeting),))
    invitee = db.session.get(Invitee, invitee_id)
    if evaluation is not None and invitee is not None and evaluation.takes_answers:
        post(
            invitee.email,
            FOLDER + "ask.txt",
            locale=invitee.locale,
            about=evaluation.meeting.thing,
            name=invitee.first_name,
            title=evaluation.meeting.title,
            last_on=evaluation.last_day,
            url=tickets.link_for(evaluation, invitee.email),
        )
    job.done()
    db.session.commit()


def offer(meeting: Meeting, person: Person) -> None:
    post(
        person.email,
        FOLDER + "offer.txt",
        locale=person.locale,
        about=meeting.thing,
        name=person.first_name,
        title=meeting.title,
        url=absolute_url("evaluations.show", meeting_id=str(meeting.id)),
    )
