"""What the codes of cases are called on screen: what is refused in a text, and the four looks."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from pact.meetings.cases.guard import Found
from pact.meetings.cases.models import Look

REFUSED: dict[Found, LazyString] = {
    Found.BSN: _l("Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
    Found.IBAN: _l("Haal het rekeningnummer weg. Dat is hier niet nodig."),
    Found.PHONE: _l("Haal het telefoonnummer weg."),
    Found.EMAIL: _l("Haal het e-mailadres weg."),
    Found.BIRTHDAY: _l("Haal de geboortedatum weg. Schrijf bijvoorbeeld «in de veertig»."),
    Found.POSTCODE: _l("Haal de postcode weg."),
    Found.ADDRESS: _l("Haal het adres weg. Schrijf bijvoorbeeld «in een huurhuis»."),
    Found.NUMBER: _l("Haal het lange nummer weg."),
}

LOOKS: dict[Look, tuple[LazyString, LazyString]] = {
    Look.SCHEMES: (_l("Welke regelingen kunnen helpen?"), _l("Ook regelingen die bijna niemand kent.")),
    Look.APPROACH: (_l("Was de bejegening steunend?"), _l("Wat hielp? Wat gaf juist stress?")),
    Look.UNUSUAL: (_l("Is er een ongewone oplossing?"), _l("Wat zou kunnen als alles mocht?")),
    Look.POLICY: (_l("Komt dit vaker voor, en moet er beleid komen?"), _l("Wie moet dit horen?")),
}


def look_question(look: str) -> str:
    return str(LOOKS[Look(look)][0])
