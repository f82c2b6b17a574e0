"""What the codes of this room are called on screen."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from pact.ambassadors.models import Outcome, Step


class StepWords(NamedTuple):
    title: LazyString
    sentence: LazyString
    go: LazyString  # the link to where it is done
    done: LazyString | None  # the button that says so; None where the site finds out by itself


STEPS: dict[Step, StepWords] = {
    Step.PROFILE: StepWords(
        _l("Vul je profiel"),
        _l("Kloppen je naam en telefoonnummer? Dan kan de coördinator je bereiken."),
        _l("Naar Mijn gegevens"),
        _l("Mijn gegevens kloppen"),
    ),
    Step.EXPLANATION: StepWords(
        _l("Lees de uitleg"),
        _l("Op één A4 staat wat het pact doet, en wat jij kunt doen."),
        _l("Open de uitleg"),
        _l("Ik heb de uitleg gelezen"),
    ),
    Step.PLEDGE: StepWords(
        _l("Kies je eerste bijdrage"),
        _l("Iets kleins is ook goed. Je kiest zelf wanneer je terugkijkt."),
        _l("Doe een toezegging"),
        None,
    ),
    Step.POSTER: StepWords(
        _l("Hang de poster op"),
        _l("Met de code op de poster vinden mensen meteen wie hen helpt."),
        _l("Open de poster"),
        _l("De poster hangt"),
    ),
    Step.MEETING: StepWords(
        _l("Kom kennismaken"),
        _l("Maak een afspraak met de coördinator. Een half uur is genoeg."),
        _l("Kies een dag"),
        None,
    ),
}

#: Word and kind of badge.
OUTCOMES: dict[Outcome, tuple[LazyString, str]] = {
    Outcome.OPEN: (_l("Loopt"), "info"),
    Outcome.KEPT: (_l("Gelukt"), "positive"),
    Outcome.NOT_KEPT: (_l("Niet gelukt"), "neutral"),
}


def outcome_badge(outcome: Outcome) -> tuple[str, str]:
    word, kind = OUTCOMES[Outcome(outcome)]
    return str(word), kind
