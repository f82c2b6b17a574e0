"""Asking, voting and counting. A ballot is a name that only the link of its voter makes; counted, it is gone."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, func, select, update

from pact import jobs
from pact.dates import now, today
from pact.db import db
from pact.meetings.themes import queries
from pact.meetings.themes.models import Theme, ThemePoll, ThemeSuggestion, ThemeTick, ThemeVoter


def ask(poll: ThemePoll, person_ids: Sequence[int]) -> None:
    """Everybody gets a letter with a link of their own; the worker writes them."""
    hand_out(poll, person_ids)
    write_to("asked", poll)


def hand_out(poll: ThemePoll, person_ids: Sequence[int]) -> None:
    poll.asked = len(person_ids)
    db.session.add(poll)
    db.session.flush()
    for person_id in person_ids:
        db.session.add(ThemeVoter(poll_id=poll.id, person_id=person_id))
    db.session.flush()


def write_to(what: str, poll: ThemePoll) -> None:
    """A letter to everybody who was asked; a reminder only to who did not vote. Once: the poll knows what it told."""
    wanted = select(ThemeVoter.id).where(ThemeVoter.poll_id == poll.id).order_by(ThemeVoter.id)
    if what == "reminder":
        wanted = wanted.where(ThemeVoter.voted_on.is_(None))
    for voter_id in db.session.scalars(wanted):
        jobs.add_again("theme-letter", f"{what}:{voter_id}")


def vote(voter: ThemeVoter, theme_ids: Iterable[int], suggestion: str) -> None:
    """The last vote counts. A suggestion that became a theme stays as it is."""
    ballot = voter.ballot
    db.session.execute(delete(ThemeTick).where(ThemeTick.ballot == ballot))
    db.session.add_all(ThemeTick(ballot=ballot, theme_id=id) for id in theme_ids)
    before = queries.suggestion_on(ballot)
    if before is None and suggestion:
        db.session.add(ThemeSuggestion(poll_id=voter.poll_id, ballot=ballot, text=suggestion))
    elif before is not None and before.added_at is None and suggestion:
        before.text = suggestion
    elif before is not None and before.added_at is None:
        db.session.delete(before)
    voter.voted_on = today()


def add(poll: ThemePoll, suggestion: ThemeSuggestion, title: str, sentence: str) -> None:
    """It becomes a theme; who suggested it has ticked it with that. Who voted is not asked again."""
    theme = Theme(poll_id=poll.id, title=title, sentence=sentence, added_at=now())
    db.session.add(theme)
    db.session.flush()
    if suggestion.ballot is not None:
        db.session.add(ThemeTick(ballot=suggestion.ballot, theme_id=theme.id))
    suggestion.added_at = now()


def count(poll: ThemePoll) -> None:
    """From now on there are only numbers: the ticks are gone, and no suggestion leads to anybody."""
    if poll.counted_at is not None:
        return
    mine = select(Theme.id).where(Theme.poll_id == poll.id)
    rows = select(ThemeTick.theme_id, func.count()).where(ThemeTick.theme_id.in_(mine)).group_by(ThemeTick.theme_id)
    numbers: dict[int, int] = dict(db.session.execute(rows).all())
    for theme in db.session.scalars(select(Theme).where(Theme.poll_id == poll.id)):
        theme.votes = numbers.get(theme.id, 0)
    poll.voted, poll.counted_at = queries.how_many_voted(poll.id), now()
    db.session.execute(delete(ThemeTick).where(ThemeTick.theme_id.in_(mine)))
    db.session.execute(update(ThemeSuggestion).where(ThemeSuggestion.poll_id == poll.id).values(ballot=None))
