"""What was signed, and what is to be signed with a pen, as a PDF that can be read aloud. Dutch, as the texts are.

The copy is made anew from the text and the covenant each time: a published text never changes, so the copy neither.
"""

from collections.abc import Sequence
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from pact import pdf
from pact.covenants.models import Covenant, CovenantText, Way
from pact.covenants.words import pieces, text_named
from pact.dates import full
from pact.db import AnyRow


def copy_of(covenant: Covenant) -> bytes:
    """Who signed what, when and how, with the text word for word and its fingerprint."""
    text = covenant.text
    with force_locale("nl"):
        facts = [
            (_("Organisatie"), covenant.organisation.name),
            (_("Getekend door"), covenant.signer_name),
            (_("Functie"), covenant.signer_function),
            (_("Datum"), full(covenant.signed_on)),
            (_("Hoe"), _("Op papier") if covenant.signed_way == Way.PAPER else _("Met een persoonlijke link")),
            (_("Versie"), _("%(kind)s, versie %(number)s", kind=text_named(text.kind), number=text.number)),
            (_("Ook getekend door het pact"), full(covenant.countersigned_at) or _("Nog niet")),
        ]
        if covenant.ended_at:
            facts.append((_("Gestopt"), full(covenant.ended_at)))
        return pdf.write(
            "covenants/copy.typ",
            title=_("Getekend: %(title)s", title=text.title),
            language="nl",
            made_on=covenant.signed_on,
            foot=_("Kenmerk van deze tekst: %(mark)s", mark=text.sha256[:16]),
            facts=facts,
            fingerprint=(_("Kenmerk van deze tekst (SHA-256)"), covenant.signed_sha256),
            **_words_of(text),
        )


def signing_sheet(text: CovenantText, rows: Sequence[AnyRow], empty: int) -> bytes:
    """For a ceremony: the text, a row for everybody who was asked, and rows for who comes along."""
    with force_locale("nl"):
        mine = [_("Naam"), _("Functie"), _("Datum"), _("Handtekening")]
        return pdf.write(
            "covenants/sheet.typ",
            title=_("Tekenblad: %(title)s", title=text.title),
            language="nl",
            foot=_("Kenmerk van deze tekst: %(mark)s", mark=text.sha256[:16]),
            heading=_("Wij tekenen"),
            explanation=_("Wie hier tekent, mag tekenen voor de organisatie."),
            rows=[
                *({"name": row.name, "lines": mine} for row in rows),
                *({"name": _("Ook wij doen mee"), "lines": [_("Organisatie"), *mine]} for _row in range(empty)),
                {"name": _("Voor het pact"), "lines": [_("Naam"), _("Datum"), _("Handtekening")]},
            ],
            **_words_of(text),
        )


def _words_of(text: CovenantText) -> dict[str, Any]:
    return {
        "text_title": text.title,
        "body": [piece._asdict() for piece in pieces(text.body)],
        "annex_title": _("Bijlage: wie doet wat met gegevens"),
        "annex": [piece._asdict() for piece in pieces(text.annex)],
    }
