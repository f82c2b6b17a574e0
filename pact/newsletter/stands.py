"""How far an issue is, in words, and the page on which to go on with it."""

from typing import Any, NamedTuple

from flask_babel import gettext as _

from pact.dates import clock, in_words, short, today


class Stand(NamedTuple):
    words: str
    kind: str  # of the badge
    page: str  # bijdragen, samenstellen, versturen


def stand_of(issue: Any) -> Stand:
    """Of an issue, or of a row with its moments."""
    if issue.sent_at:
        return Stand(_("Verstuurd op %(date)s", date=short(issue.sent_at)), "positive", "versturen")
    if issue.stopped_at:
        return Stand(_("Gestopt"), "warning", "versturen")
    if issue.paused_at:
        return Stand(_("Staat even stil"), "warning", "versturen")
    if issue.began_at:
        return Stand(_("Wordt verstuurd"), "info", "versturen")
    if issue.ordered_at:
        when = _("%(date)s om %(time)s uur", date=in_words(issue.send_at), time=clock(issue.send_at))
        return Stand(_("Gaat uit op %(when)s", when=when), "info", "versturen")
    if issue.closes_on and issue.closes_on >= today():
        return Stand(_("Bijdragen tot en met %(date)s", date=short(issue.closes_on)), "info", "bijdragen")
    return Stand(_("Wordt gemaakt"), "neutral", "samenstellen")
