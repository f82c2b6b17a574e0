"""Ties, periods and counts as people say them."""

from flask_babel import gettext as _

from pact.reports.network import Kind, Network, Tie
from pact.reports.small_numbers import SMALLEST, Said, Word


def said_in_words(said: Said | str | None) -> str:
    """«minder dan 5», «niet getoond», or the number."""
    if said == Word.FEW:
        return _("minder dan %(number)s", number=SMALLEST)
    if said is None or said == Word.MANY:
        return _("niet getoond")
    return str(said)


def tie_in_words(network: Network, tie: Tie) -> str:
    """«werkgroep PR & Communicatie», without the two it is between."""
    if tie.kind == Kind.WORKGROUP:
        return ", ".join(_("werkgroep %(name)s", name=name) for name in tie.about)
    if tie.kind == Kind.AGREEMENT:
        return ", ".join(_("afspraak %(name)s", name=name) for name in tie.about)
    told = (
        _(
            "doorverwijzingen van %(sender)s naar %(receiver)s: %(number)s",
            sender=network.partners[sender].name,
            receiver=network.partners[receiver].name,
            number=said_in_words(said),
        )
        for sender, receiver, said in tie.counts
    )
    return ", ".join(told)


def period_in_words(period: str) -> str:
    """«2026-3» is «juli tot en met september 2026»."""
    year, _dash, quarter = period.partition("-")
    names = {
        "1": _("januari tot en met maart %(year)s", year=year),
        "2": _("april tot en met juni %(year)s", year=year),
        "3": _("juli tot en met september %(year)s", year=year),
        "4": _("oktober tot en met december %(year)s", year=year),
    }
    return names[quarter]
