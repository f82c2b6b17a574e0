"""What a row of a list says: the words and badges made once per language, a line put together once per row.

A list shows fifty rows, so what stands here is what a page costs (PERFORMANCE.md goal 1).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from flask import get_template_attribute, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from pact import dates
from pact.db import AnyRow
from pact.directory.topics import TOPICS
from pact.referrals.vocabulary import CONTACTED_LABEL, STATUS_LABELS


class Line(NamedTuple):
    """One row of a list, ready to be shown."""

    reference: str
    topic: str
    about: str
    urgent: bool
    badges: Markup


def is_late(row: AnyRow, on: date) -> bool:
    return row.ended_at is None and row.due_on is not None and row.due_on < on


def words_of_rows() -> dict[str, Any]:
    """What rows say over and over."""
    return _words(dates.language(), request.script_root) | {"show_url": url_for("referrals.index") + "/"}


@lru_cache(maxsize=16)
def _words(language: str, root: str) -> dict[str, Any]:
    """In the language of this moment, which is `language`; `root` is where the drawings are."""
    badge = get_template_attribute("_parts.html", "badge")
    return {
        "badges": {code: badge(*label) for code, label in STATUS_LABELS.items()},
        "contacted": badge(*CONTACTED_LABEL),
        "late": badge(_("Te laat"), "negative", "alert-circle"),
        "topics": {None: "", **{str(code): str(label) for code, label in TOPICS}},
        "urgent_word": _("haast"),
    }


def badges_of(row: AnyRow, on: date) -> Markup:
    """How it stands, and before that, whether it is late."""
    words = _words(dates.language(), request.script_root)
    return _badges(words, row, on)


def _badges(words: dict[str, Any], row: AnyRow, on: date) -> Markup:
    reached = row.status == "accepted" and row.contacted_at
    badge: Markup = words["contacted"] if reached else words["badges"][row.status]
    return words["late"] + badge if is_late(row, on) else badge


def lines(rows: Sequence[AnyRow], on: date) -> Iterator[Line]:
    words = _words(dates.language(), request.script_root)
    topics = words["topics"]
    for row, day in zip(rows, dates.short_all(row.sent_at for row in rows), strict=True):
        about = " · ".join(part for part in (row.other, row.handler, day) if part)
        yield Line(row.reference, topics[row.topic], about, bool(row.urgent), _badges(words, row, on))
