"""What a row of a list says: the words translated once a page, and whether it is late."""

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from pact.db import AnyRow
from pact.directory.topics import TOPICS
from pact.referrals.vocabulary import CONTACTED_LABEL, STATUS_LABELS


def is_late(row: AnyRow, on: date) -> bool:
    return row.ended_at is None and row.due_on is not None and row.due_on < on


def words_of_rows() -> dict[str, Any]:
    """What fifty rows say over and over, translated once a page instead of once a row."""
    return {
        "badges": {code: (str(word), kind, icon) for code, (word, kind, icon) in STATUS_LABELS.items()},
        "contacted": (str(CONTACTED_LABEL[0]), *CONTACTED_LABEL[1:]),
        "topics": {str(code): str(label) for code, label in TOPICS},
        "show_url": url_for("referrals.index") + "/",
        "urgent_word": _("haast"),
        "late_word": _("Te laat"),
    }
