"""The letter that invites: words with blanks such as {organisatie}. A blank we do not know is refused, never sent."""

import re
from typing import NamedTuple

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from pact.covenants.models import InvitationText, Lead
from pact.dates import full, today
from pact.db import db
from pact.links import absolute_url

LINK = "link"
#: What may stand between braces, and what comes in its place.
BLANKS = {
    "organisatie": _l("de naam van de organisatie"),
    "naam": _l("wie je schrijft"),
    "datum": _l("de datum van vandaag"),
    "pact": _l("de naam van het pact"),
    "coordinator": _l("wie de brief stuurt"),
    "telefoon": _l("het telefoonnummer van het pact"),
    LINK: _l("het adres van «Doe mee»"),
}
BLANK = re.compile(r"\{([^{}\n]{1,40})\}")

SUBJECT = "Doet {organisatie} mee met {pact}?"
BODY = """\
Beste {naam},

Ook bij ons hebben mensen te weinig geld. Vaak weten zij niet waar hulp is. {organisatie} ziet mensen die wij niet zien.

Daarom vragen wij: doen jullie mee met {pact}? Jullie kiezen iemand die weet wie waarmee helpt. Wij geven uitleg en \
materiaal. Het kost geen geld.

Hier lees je meer en meld je je aan:
{link}

Ik bel je binnenkort. Liever zelf bellen? Dat kan: {telefoon}.

Groeten van {coordinator}
{pact}"""


class Filled(NamedTuple):
    """A letter as it goes out."""

    subject: str
    body: str
    day: str


def blanks(text: str | None) -> set[str]:
    return set(BLANK.findall(text or ""))


def unknown(text: str | None) -> list[str]:
    return sorted(blanks(text) - BLANKS.keys())


def has_loose_brace(text: str | None) -> bool:
    return bool(re.search(r"[{}]", BLANK.sub("", text or "")))


def known_in_words() -> str:
    return ", ".join(f"{{{blank}}}" for blank in BLANKS)


def latest() -> InvitationText:
    """The newest version; before anybody wrote one, our own words as version 0, which is not stored."""
    found = db.session.scalars(select(InvitationText).order_by(InvitationText.number.desc()).limit(1)).first()
    return found or InvitationText(number=0, subject=SUBJECT, body=BODY)


def fill(text: InvitationText, lead: Lead, sender: str) -> Filled:
    """Always Dutch, and in one go: braces in a name are never taken for a blank."""
    with force_locale("nl"):
        nobody, day = _("mensen van %(name)s", name=lead.name), full(today())
    values = {
        "organisatie": lead.name,
        "naam": lead.contact_name or nobody,
        "datum": day,
        "pact": current_app.config["PACT_NAME"],
        "coordinator": sender,
        "telefoon": current_app.config["PACT_PHONE"],
        LINK: absolute_url("covenants.join"),
    }

    def put_in(words: str) -> str:
        return BLANK.sub(lambda found: values.get(found[1], found[0]), words)

    return Filled(put_in(text.subject), put_in(text.body), day)
