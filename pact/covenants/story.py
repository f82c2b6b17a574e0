"""What happened to a covenant, in words and in order. Who signed is told only to whoever may know."""

from datetime import date, datetime

from flask_babel import gettext as _

from pact.covenants.models import Covenant, Way
from pact.dates import full

Event = tuple[str, str]


def story_of(covenant: Covenant, with_signer: bool) -> list[Event]:
    """Pairs for the history of a page: when, and what."""
    steps: list[tuple[date | datetime | None, str]] = [
        (covenant.asked_at, _("Gevraagd om te tekenen")),
        (covenant.signed_on, _signed(covenant, with_signer)),
        (covenant.countersigned_at, _("Ook getekend door het pact")),
        (covenant.confirmed_at, _("Bevestigd dat het nog klopt")),
        (covenant.lapsed_at, _("Verlopen: niemand bevestigde dat het nog klopt")),
        (covenant.declined_at, _("Niet getekend")),
        (covenant.ended_at, _("Gestopt")),
    ]
    return [(full(at), said) for at, said in steps if at is not None]


def _signed(covenant: Covenant, with_signer: bool) -> str:
    if not with_signer:
        return _("Getekend door de organisatie")
    said = {"name": covenant.signer_name, "function": covenant.signer_function}
    if covenant.signed_way == Way.PAPER:
        return _("Op papier getekend door %(name)s, %(function)s", **said)
    return _("Getekend door %(name)s, %(function)s", **said)
