"""How an organisation stands, and how a contribution does, as a word and a kind of badge."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pact.newsletter.contributions.queries import Standing

STANDINGS = {
    Standing.HANDED_IN: (_l("Binnen"), "positive"),
    Standing.DECLINED: (_l("Deze keer niets"), "neutral"),
    Standing.SILENT: (_l("Nog niet"), "warning"),
    Standing.NOT_ASKED: (_l("Niet gevraagd"), "neutral"),
}


def review_badge(contribution: Any) -> tuple[str, str]:
    """Of a contribution, or of a row with its moments."""
    if contribution.taken_at:
        return _("Overgenomen"), "positive"
    if contribution.left_out_at:
        return _("Weggelaten"), "neutral"
    if contribution.returned_at:
        return _("Teruggestuurd"), "warning"
    return _("Binnen"), "info"
