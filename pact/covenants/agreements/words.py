"""What the states of an agreement are called on screen."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from pact.covenants.models import AgreementState

#: Word and kind of badge.
STATES: dict[AgreementState, tuple[LazyString, str]] = {
    AgreementState.PREPARING: (_l("In voorbereiding"), "info"),
    AgreementState.COMING: (_l("Begint nog"), "info"),
    AgreementState.STANDING: (_l("Geldt nu"), "positive"),
    AgreementState.OVER: (_l("Verlopen"), "warning"),
    AgreementState.ENDED: (_l("Gestopt"), "neutral"),
}


def agreement_badge(state: AgreementState | str) -> tuple[str, str]:
    """The word for a badge and its kind."""
    word, kind = STATES[AgreementState(state)]
    return str(word), kind
