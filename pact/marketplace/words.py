"""What the codes of this room are called on screen."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from pact.dates import today
from pact.marketplace.models import Ending, Kind

KINDS: dict[Kind, LazyString] = {Kind.ASKED: _l("Gevraagd"), Kind.OFFERED: _l("Aangeboden")}
ENDINGS: dict[Ending, LazyString] = {Ending.WORKED: _l("Gelukt"), Ending.NOT_NEEDED: _l("Niet meer nodig")}
EXPIRED = _l("Verlopen")


def kind_word(kind: str) -> str:
    return str(KINDS[Kind(kind)])


def ending_badge(notice: Any) -> tuple[str, str] | None:
    """Word and kind of the mark on what is over; nothing on what stands. Takes a notice or a row of a list."""
    if notice.ending:
        return str(ENDINGS[Ending(notice.ending)]), "positive" if notice.ending == Ending.WORKED else "neutral"
    ends_on: date = notice.ends_on
    return (str(EXPIRED), "neutral") if ends_on < today() else None
