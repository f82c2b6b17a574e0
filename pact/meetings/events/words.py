"""How many places there are, in words."""

from flask_babel import gettext as _
from flask_babel import ngettext


def places_in_words(free: int | None) -> str:
    """Nothing where everybody can come."""
    if free is None:
        return ""
    if free <= 0:
        return _("Vol: je kunt op de wachtlijst")
    return ngettext("Nog %(num)s plek", "Nog %(num)s plekken", free)


def people_in_words(count: int) -> str:
    return ngettext("%(num)s persoon", "%(num)s personen", count)
