"""Three days before the end who did not vote is reminded, once; after the last day votes are counted, and links go."""

from datetime import timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm.exc import StaleDataError

from pact import audit, jobs
from pact.dates import now, today
from pact.db import db
from pact.jobs import Job
from pact.meetings.themes import ballots, emails
from pact.meetings.themes.models import ThemePoll, ThemeVoter
from pact.organisations.addressees import coordinators
from pact.people.models import Person

REMIND_BEFORE = timedelta(days=3)
VOTERS_KEPT = timedelta(days=14)  # after what is done with it was told
VOTERS_KEPT_AT_MOST = timedelta(days=90)  # after the last day, told or not


@jobs.recurs("theme-polls", every=timedelta(hours=6))
def strike(job: Job) -> None:
    """Each poll in a transaction of its own, so that one that somebody is busy with holds up no other."""
    soon = (ThemePoll.last_day <= today() + REMIND_BEFORE) & ThemePoll.reminded_at.is_(None)
    ids = list(
        db.session.scalars(
            select(ThemePoll.id)
            .where(ThemePoll.counted_at.is_(None), or_(soon, ThemePoll.last_day < today()))
            .order_by(ThemePoll.id)
        )
    )
    db.session.rollback()
    for id in ids:
        poll = db.session.scalar(select(ThemePoll).where(ThemePoll.id == id).with_for_update())
        try:
            if poll is not None and poll.counted_at is None:
                tick(poll)
            db.session.commit()
        except StaleDataError:  # somebody was first; the next round looks again
            db.session.rollback()
    forget()
    job.done()


def tick(poll: ThemePoll) -> None:
    if today() > poll.last_day:
        ballots.count(poll)
        audit.record("theme_poll_counted", poll.thing, origin="clock")
        if not poll.is_over:
            for person in _who_looks_after(poll):
                emails.tell_counted(poll, person)
    elif poll.reminded_at is None:
        poll.reminded_at = now()
        if poll.asked_at < now() - REMIND_BEFORE:  # who was asked just now has a letter already
            ballots.write_to("reminder", poll)


def _who_looks_after(poll: ThemePoll) -> list[Person]:
    asker = db.session.get(Person, poll.asked_by_id) if poll.asked_by_id else None
    return [asker] if asker is not None and asker.active else list(coordinators())


def forget() -> None:
    """Who was asked and who voted: needed for the letters, and for nothing after that."""
    over = select(ThemePoll.id).where(
        or_(ThemePoll.outcome_at < now() - VOTERS_KEPT, ThemePoll.last_day < today() - VOTERS_KEPT_AT_MOST)
    )
    db.session.execute(delete(ThemeVoter).where(ThemeVoter.poll_id.in_(over)))
