"""What was said of each day, counted, and which day suits best: most yes, then most if need be, then the earliest.

A day that everybody who is asked refused can not be chosen, nor one that went by.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import case, func, select

from pact.dates import now
from pact.db import db
from pact.meetings.models import DatePoll, Invitee, PollOption, PollResponse, Preference
from pact.meetings.polls import queries
from pact.wall_clock import When


class Count(NamedTuple):
    """One day, and how many of all who are asked say what of it, in the order of Preference."""

    id: int
    when: When
    yes: int
    if_need_be: int
    no: int
    asked: int

    @property
    def answers(self) -> int:
        return self.yes + self.if_need_be + self.no

    @property
    def is_refused(self) -> bool:
        """By everybody: not while somebody may still say yes."""
        return self.no > 0 and self.no >= self.asked

    @property
    def is_past(self) -> bool:
        return self.when.ends_at < now()

    @property
    def can_be_chosen(self) -> bool:
        return not self.is_refused and not self.is_past

    @property
    def in_words(self) -> str:
        """«5 ja, 2 als het moet, 1 nee»."""
        return _("%(yes)s ja, %(maybe)s als het moet, %(no)s nee", yes=self.yes, maybe=self.if_need_be, no=self.no)


def count(options: Sequence[PollOption], said: Mapping[tuple[int, str], int], asked: int) -> list[Count]:
    """The days in their order. `said` is how many chose what of which."""
    return [
        Count(
            option.id,
            option.when,
            said.get((option.id, Preference.YES), 0),
            said.get((option.id, Preference.IF_NEED_BE), 0),
            said.get((option.id, Preference.NO), 0),
            asked,
        )
        for option in options
    ]


def tally(poll: DatePoll) -> list[Count]:
    """The same, with one question to the database."""
    said = (
        select(PollResponse.option_id, PollResponse.preference)
        .join(Invitee, Invitee.id == PollResponse.invitee_id)
        .where(queries.is_asked())
        .subquery()
    )
    day = (PollOption.id, PollOption.day, PollOption.begins, PollOption.ends)
    words = (func.count(case((said.c.preference == preference, 1))) for preference in Preference)
    asked = select(func.count()).where(Invitee.meeting_id == poll.meeting_id, queries.is_asked())
    rows = db.session.execute(
        select(*day, *words, asked.scalar_subquery())
        .outerjoin(said, said.c.option_id == PollOption.id)
        .where(PollOption.poll_id == poll.id)
        .group_by(*day)
        .order_by(*queries.BY_CALENDAR)
    )
    return [Count(id, When(day, begins, ends), *numbers) for id, day, begins, ends, *numbers in rows]


def best_of(counts: Sequence[Count]) -> Count | None:
    """The day that suits best so far; none while nobody can come on any of them."""
    possible = [count for count in counts if count.can_be_chosen and (count.yes or count.if_need_be)]
    return min(possible, key=lambda count: (-count.yes, -count.if_need_be, count.when.starts_at), default=None)
