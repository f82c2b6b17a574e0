"""How long what is kept, and why: one table that the clocks, the privacy page and the register of processing all read.

Erasing is nulling the columns and destroying the record's key, in the transaction of the move (DESIGN.md 6).
"""

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from pact.referrals.vocabulary import Status as S


@dataclass(frozen=True)
class Keep:
    """Content (name, contact, note, messages) of a referral in this status lives this long, for this reason."""

    what: LazyString
    days: int
    why: LazyString


CONTENT: dict[S, Keep] = {
    S.DRAFT: Keep(_l("Een concept"), 7, _l("Zonder toestemming bewaren we niets langer dan nodig.")),
    S.CONSENT_PENDING: Keep(_l("Een vraag om toestemming"), 7, _l("Zonder antwoord vervalt de vraag.")),
    S.REJECTED: Keep(
        _l("Een teruggestuurde doorverwijzing"), 14, _l("De verwijzer kan een andere organisatie vragen.")
    ),
    S.COMPLETED: Keep(_l("Een afgeronde doorverwijzing"), 30, _l("Een vergissing in het contact kan nog hersteld.")),
    S.FAILED: Keep(_l("Een doorverwijzing die niet lukte"), 30, _l("De behandelaar kan het nog eens proberen.")),
    S.CANCELLED: Keep(_l("Een ingetrokken doorverwijzing"), 7, _l("De verwijzer kan een andere organisatie vragen.")),
    S.EXPIRED: Keep(_l("Een verlopen doorverwijzing"), 7, _l("De verwijzer kan een andere organisatie vragen.")),
    S.WITHDRAWN: Keep(_l("Een doorverwijzing die de inwoner stopt"), 0, _l("De inwoner beslist.")),
    S.ERASED: Keep(_l("Een gewiste doorverwijzing"), 0, _l("Er is niets meer.")),
}
COLLEAGUES_KNOW = timedelta(days=30)  # that there was one, after it is erased; the author and the handler go on knowing
REOPEN_WITHIN = timedelta(days=14)
CONSENT_LASTS = timedelta(days=182)  # at most six months
REQUEST_EXPIRES_AFTER = timedelta(days=14)
URGENT_EXPIRES_AFTER = timedelta(days=3)
CLOSE_ASKED_AFTER = timedelta(days=90)
NUDGE_EVERY = timedelta(days=30)
HOLD_AT_MOST = timedelta(days=30)
PLAN_AT_MOST = timedelta(days=365)  # a talk with the three of you, agreed ahead


def content_days(status: S) -> int | None:
    """Days that content outlives a move into this status; None while the handover is under way."""
    return CONTENT[status].days if status in CONTENT else None
