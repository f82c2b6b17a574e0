"""Why a file is not taken, each with a sentence that says what to do."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

MISSING = _l("Kies een bestand.")
TOO_LARGE = _l("Dit bestand is te groot. Het mag hooguit 10 MB zijn.")
UNPACKED = _l("Dit bestand wordt uitgepakt te groot.")
TOO_MANY_PIXELS = _l("Deze afbeelding is te groot. Maak haar kleiner dan 5000 bij 5000 beeldpunten.")
BROKEN = _l("Dit bestand is stuk, of het is niet wat het lijkt. Bewaar het opnieuw en kies dat.")
MACROS = _l("In dit bestand zitten macro’s. Bewaar het zonder macro’s en kies dat.")
OUTSIDE = _l("Dit bestand haalt iets op van een andere plek. Bewaar het als PDF en kies die.")
INSIDE = _l("In dit bestand zit een ander bestand. Haal dat eruit, of bewaar het als PDF en kies die.")
LOCKED = _l("Dit bestand is beveiligd met een wachtwoord. Bewaar het zonder wachtwoord en kies dat.")
ACTS = _l("Deze PDF doet iets uit zichzelf. Open het document, druk het af als PDF en kies die.")
FULL = _l("Er is geen plek meer: jouw organisatie heeft hier 500 MB aan bestanden. Haal er eerst een weg.")


class Refused(Exception):
    """What came in is not kept; `sentence` says what to do."""

    def __init__(self, sentence: LazyString | str) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
