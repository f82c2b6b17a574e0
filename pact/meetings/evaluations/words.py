"""How much a meeting was worth, in words."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

WORTH: dict[int, LazyString] = {
    5: _l("Ja, heel erg"),
    4: _l("Ja"),
    3: _l("Een beetje"),
    2: _l("Niet echt"),
    1: _l("Nee"),
}


def worth_word(worth: int) -> str:
    return str(WORTH[worth])
