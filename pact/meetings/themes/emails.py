"""Letters about a theme poll: the question, a reminder, what is done with it; and to who asked, that it is counted."""

from sqlalchemy.orm import joinedload

from pact import jobs
from pact.db import db
from pact.jobs import Job
from pact.links import absolute_url
from pact.mail import post
from pact.meetings.themes.models import ThemePoll, ThemeVoter
from pact.people.models import Person

FOLDER = "meetings/themes/emails/"


@jobs.handles("theme-letter")
def write_letter(job: Job) -> None:
    """From what holds now: nobody is asked for a vote that cannot be given any more."""
    what, voter_id, _once = job.thing.split(":")
    options = (joinedload(ThemeVoter.poll), joinedload(ThemeVoter.person))
    voter = db.session.get(ThemeVoter, int(voter_id), options=options)
    if voter is not None and voter.person.active and _still_true(what, voter):
        poll, person = voter.poll, voter.person
        post(
            person.email,
            f"{FOLDER}{what}.txt",
            locale=person.locale,
            about=poll.thing,
            name=person.first_name,
            question=poll.question,
            last_on=poll.last_day,
            outcome=poll.outcome,
            url=_page(poll) if what == "outcome" else absolute_url("themes.vote_by_link", token=voter.token),
        )
    job.done()
    db.session.commit()


def _still_true(what: str, voter: ThemeVoter) -> bool:
    if what == "outcome":
        return voter.poll.is_over
    return voter.poll.takes_votes and (what == "asked" or voter.voted_on is None)


def tell_counted(poll: ThemePoll, person: Person) -> None:
    post(
        person.email,
        FOLDER + "counted.txt",
        locale=person.locale,
        about=poll.thing,
        name=person.first_name,
        question=poll.question,
        url=_page(poll),
    )


def _page(poll: ThemePoll) -> str:
    return absolute_url("themes.show", poll_id=str(poll.id))
