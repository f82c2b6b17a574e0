"""Letters about the sending of an issue, to who ordered it: it is done, or the mail server does not let us."""

from typing import Any

from sqlalchemy import select

from pact.db import db
from pact.links import absolute_url
from pact.mail import post
from pact.newsletter.models import Issue
from pact.newsletter.sending import figures
from pact.people.models import Person


def tell_sent(issue: Issue) -> None:
    counted = figures.of(issue.id)
    _tell(issue, "sent", sent_count=counted.sent, failed_count=counted.failed, left_count=counted.left)


def tell_paused(issue: Issue) -> None:
    _tell(issue, "paused")


def _tell(issue: Issue, letter: str, **counts: Any) -> None:
    """Who ordered it, as long as they work with us."""
    wanted = select(Person).where(Person.id == issue.ordered_by_id, Person.active.is_(True))
    person = db.session.scalar(wanted)
    if person is not None:
        post(
            person.email,
            f"newsletter/sending/emails/{letter}.txt",
            locale=person.locale,
            about=issue.thing,
            title=issue.title,
            url=absolute_url("sending.progress", issue_id=str(issue.id)),
            **counts,
        )
