"""What a row of a list says: the words and badges made once per language, a line put together once per row.

A list shows fifty rows, so what stands here is what a page costs (PERFORMANCE.md goal 1).
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from flask import get_template_attribute, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from pact import dates
from pact.db import AnyRow
from pact.directory.topics import TOPICS
from pact.referrals.vocabulary import CONTACTED_LABEL, STATUS_LABELS

#: No status but a fact, said as if it were one (DESIGN.md 4).
CONTACTED = "contacted"


class Line(NamedTuple):
    """One row of a list, ready to be shown."""

    url: str
    reference: str
    topic: str
    about: str
    urgent: bool | None
    badges: Markup


def is_late(due_on: date | None, ended_at: datetime | None, on: date) -> bool:
    return ended_at is None and due_on is not None and due_on < on


def words_of_rows() -> dict[str, Any]:
    """What rows say over and over."""
    return _words(dates.language(), request.script_root)


@lru_cache(maxsize=16)
def _words(language: str, root: str) -> dict[str, Any]:
    """In the language of this moment, which is `language`; `root` is where the drawings are."""
    badge = get_template_attribute("_parts.html", "badge")
    late = badge(_("Te laat"), "negative", "alert-circle")
    badges = {str(code): badge(*label) for code, label in STATUS_LABELS.items()}
    badges[CONTACTED] = badge(*CONTACTED_LABEL)
    lists = {"gekregen": _("Gekregen"), "verstuurd": _("Verstuurd"), "afgerond": _("Afgerond")}
    return {
        "tabs": {code: (label, url_for("referrals.index", toon=code)) for code, label in lists.items()},
        "need_url": url_for("referrals.need"),
        "show_url": url_for("referrals.index") + "/",  # where one referral stands, without its reference at the end
        "badges": badges,
        "late_badges": {code: late + shown for code, shown in badges.items()},
        "late": late,
        "topics": {None: "", **{str(code): str(label) for code, label in TOPICS}},
        "urgent_word": _("haast"),
    }


def badges_of(row: AnyRow, on: date) -> Markup:
    """How it stands, and before that, whether it is late."""
    words = words_of_rows()
    badges: dict[str, Markup] = words["late_badges" if is_late(row.due_on, row.ended_at, on) else "badges"]
    return badges[CONTACTED if row.contacted_at and row.status == "accepted" else row.status]


def lines(rows: Sequence[AnyRow], on: date) -> list[Line]:
    words = words_of_rows()
    topics, show_url = words["topics"], words["show_url"]
    made = []
    # taken apart in one go: asking a row for a column by name costs more than showing it
    for row, day in zip(rows, dates.short_all([row.sent_at for row in rows]), strict=True):
        _id, reference, status, contacted_at, topic, urgent, due_on, _sent_at, ended_at, other, handler = row
        badges = words["late_badges" if is_late(due_on, ended_at, on) else "badges"]
        badge = badges[CONTACTED if contacted_at and status == "accepted" else status]
        about = f"{other} · {handler} · {day}" if handler else f"{other or ''} · {day}"
        made.append(Line(show_url + reference, reference, topics[topic], about, urgent, badge))
    return made
