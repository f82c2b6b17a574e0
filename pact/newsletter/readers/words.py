"""The words to which somebody says yes, and what readers' lists call things.

Change the words and you change their version: the proof of each reader keeps both.
"""

from flask_babel import lazy_gettext as _l

from pact.newsletter.models import Audience, JoinedBy
from pact.newsletter.words import AUDIENCES

VERSION = 2
PROMISE = _l(
    "Je krijgt elke vier tot vijf weken een e-mail met nieuws van het pact. Uitschrijven kan altijd, met één klik."
)
PAPER_PROMISE = _l("Op het formulier staat een handtekening, en dat deze persoon de nieuwsbrief wil.")

EDITIONS = [(audience.value, AUDIENCES[audience]) for audience in (Audience.RESIDENTS, Audience.PARTNERS)]
WAYS = {
    JoinedBy.SITE: _l("Op de website"),
    JoinedBy.PAPER: _l("Op papier"),
    JoinedBy.LIST: _l("Van een lijst"),
}


def masked(email: str) -> str:
    """«a•••@…»: enough to know one's own, too little for who looks over a shoulder."""
    return f"{email[:1]}•••@…"
