"""What was said of each day, counted, and which day suits best: most yes, then most if need be, then the earliest.

A day that everybody who is asked refused can not be chosen, nor one that went by.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from pact.dates import now
from pact.meetings.models import PollOption, Preference
from pact.wall_clock import When


class Count(NamedTuple):
    """One day, and how many of all who are asked say what of it."""

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
        Count(option.id, option.when, *(said.get((option.id, preference), 0) for preference in Preference), asked)
        for option in options
    ]


def best_of(counts: Sequence[Count]) -> Count | None:
    """The day that suits best so far; none while nobody can come on any of them."""
    possible = [count for count in counts if count.can_be_chosen and (count.yes or count.if_need_be)]
    return min(possible, key=lambda count: (-count.yes, -count.if_need_be, count.when.starts_at), default=None)
