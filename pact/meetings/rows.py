"""Meetings as a list shows them. What is the same for all rows (language, year, words) is asked once."""

from collections.abc import Iterable
from typing import NamedTuple

from flask_babel import gettext as _

from pact.db import AnyRow
from pact.wall_clock import When, all_in_words

#: The answers, as codes of a badge.
BADGES = {"accepted": "comes", "declined": "stays-away", "tentative": "maybe", "needs-action": "silent"}


class Row(NamedTuple):
    id: int
    title: str
    when: str
    where: str
    badge: str  # a code; the template has the words


def rows_of(found: Iterable[AnyRow], past: bool) -> list[Row]:
    """The rows of `queries.coming` or `queries.past`."""
    found = list(found)
    days = iter(all_in_words([When(row.day, row.begins, row.ends) for row in found if row.day]))
    unknown, everybody, online = _("Nog geen datum"), _("Het hele pact"), _("online")
    return [
        Row(
            row.id,
            row.title,
            next(days) if row.day else unknown,
            " · ".join(filter(None, (row.workgroup or everybody, row.place, online if row.online_url else ""))),
            _badge(row, past),
        )
        for row in found
    ]


def _badge(row: AnyRow, past: bool) -> str:
    if row.announced_at is None:
        return "draft"
    if row.called_off_at is not None:
        return "called-off"
    if row.day is None:
        return "no-date"
    return "" if past else BADGES.get(row.answer, "")
