"""The posters: for people who come in, who are «u», and for other organisations; on a page and in a PDF alike."""

from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _

from pact import pdf
from pact.ambassadors.papers import code_for
from pact.dates import language
from pact.links import absolute_url
from pact.organisations.models import Organisation


class Poster(NamedTuple):
    """`link` is what the code leads to."""

    title: tuple[str, ...]
    lines: tuple[str, ...]
    scan: str
    link: str
    call: str
    foot: str


def poster(organisation: Organisation, for_organisations: bool) -> Poster:
    """For people who come in: who helps with what. Or for other organisations: join us."""
    foot = f"{current_app.config['PACT_NAME']} · {organisation.name}"
    if for_organisations:
        return Poster(
            (_("Ook meedoen?"),),
            (_("%(name)s helpt mee, zodat iedereen kan rondkomen.", name=organisation.name),),
            _("Scan de code, of ga naar:"),
            absolute_url("covenants.join"),
            "",
            foot,
        )
    return Poster(
        (_("Zorgen over geld?"), _("U staat er niet alleen voor.")),
        (_("Hier ziet u wie u kan helpen."), _("Gratis, en u beslist zelf.")),
        _("Scan met uw telefoon, of ga naar:"),
        absolute_url("directory.index"),
        _("Liever bellen? %(phone)s", phone=current_app.config["PACT_PHONE"]),
        foot,
    )


def poster_as_pdf(sheet: Poster) -> bytes:
    said = sheet._asdict()
    return pdf.write(
        "ambassadors/poster.typ",
        title=" ".join(said.pop("title")),
        language=language(),
        headline=sheet.title,
        by=said.pop("foot"),
        **said | code_for(said.pop("link")),
    )
