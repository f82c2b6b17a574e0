"""What the figures of a sending mean, in words: how long it takes, and why a letter did not arrive."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from pact.dates import now
from pact.newsletter.models import Issue
from pact.newsletter.sending import figures
from pact.newsletter.sending.figures import Figures

#: By the code of the mail server, or by our own word for what happened.
REASONS = {
    "550": _l("Het e-mailadres bestaat niet."),
    "551": _l("Het e-mailadres bestaat niet."),
    "553": _l("Het e-mailadres klopt niet."),
    "552": _l("De postbus is vol."),
    "452": _l("De postbus is vol."),
    "554": _l("De andere kant wil de brief niet aannemen."),
    "unsure": _l("We weten niet zeker of de brief is aangekomen."),
}
LATELY = timedelta(minutes=2)
NO_ANSWER = ("timeout", "closed", "broken", "garbage", "reset")


def reason(code: str) -> str:
    if code in REASONS:
        return str(REASONS[code])
    if code in NO_ANSWER:
        return _("De andere kant gaf een dag lang geen antwoord.")
    if code.startswith("4"):
        return _("De andere kant zei een dag lang: probeer het later.")
    return _("De andere kant weigerde de brief.")


def of_failures(failures: Mapping[str, int]) -> list[tuple[str, int]]:
    """Codes that mean the same to a person are one reason; the one that happened most comes first."""
    counted: Counter[str] = Counter()
    for code, number in failures.items():
        counted[reason(code)] += number
    return counted.most_common()


def remaining(issue: Issue, count: Figures) -> str:
    """About how long what waits will take, by how fast it goes now; nothing when that cannot be known yet."""
    lately = figures.accepted_since(issue.id, now() - LATELY)
    if issue.began_at is None or not lately or not count.waiting:
        return ""
    took = min(now() - issue.began_at, LATELY)
    seconds = took.total_seconds() * count.waiting / lately
    minutes = round(seconds / 60)
    if minutes < 1:
        return _("minder dan een minuut")
    if minutes < 90:
        return str(ngettext("ongeveer %(num)d minuut", "ongeveer %(num)d minuten", minutes))
    return str(ngettext("ongeveer %(num)d uur", "ongeveer %(num)d uur", round(minutes / 60)))
