"""Letters about the sending of an issue, to who ordered it: it is done, or the mail server does not let us."""

from sqlalchemy import select

from pact.db import db
from pact.links import absolute_url
from pact.mail import post
from pact.newsletter.models import Issue
from pact.newsletter.sending import figures
from pact.people.models import Person


def tell_sent(issue: Issue) -> None:
    person = _who_ordered(issue)
    if person is not None:
        counted = figures.of(issue.id)
        post(
            person.email,
            "newsletter/sending/emails/sent.txt",
            locale=person.locale,
            about=issue.thing,
            title=issue.title,
            sent_count=counted.sent,
            failed_count=counted.failed,
            left_count=counted.left,
            url=_page(issue),
        )


def tell_paused(issue: Issue) -> None:
    person = _who_ordered(issue)
    if person is not None:
        post(
            person.email,
            "newsletter/sending/emails/paused.txt",
            locale=person.locale,
            about=issue.thing,
            title=issue.title,
            url=_page(issue),
        )


def _who_ordered(issue: Issue) -> Person | None:
    return db.session.scalar(select(Person).where(Person.id == issue.ordered_by_id, Person.active.is_(True)))


def _page(issue: Issue) -> str:
    return absolute_url("sending.progress", issue_id=str(issue.id))
