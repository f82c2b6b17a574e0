"""The explanation for an ambassador: one A4 to read, on a page to print and in a PDF alike."""

from typing import Any, NamedTuple

from flask import current_app
from flask_babel import gettext as _

from pact import pdf
from pact.dates import language
from pact.links import absolute_url
from pact.qr import qr_file


class Piece(NamedTuple):
    """Of a text: heading, text, or list."""

    kind: str
    lines: tuple[str, ...]


def explanation() -> list[Piece]:
    """What the pact is and what an ambassador does, for somebody with five minutes."""
    return [
        Piece("heading", (_("Wat is het pact?"),)),
        Piece(
            "text",
            (
                _(
                    "Geldzorgen los je niet alleen op. Daarom werken vrijwilligers, organisaties en de gemeente samen. "
                    "Die afspraak heet het pact."
                ),
            ),
        ),
        Piece("heading", (_("Waarom doen jullie mee?"),)),
        Piece(
            "text",
            (
                _(
                    "Jullie zien vaak als eersten dat iemand geldzorgen heeft. "
                    "Dan is het goed om te weten wie kan helpen."
                ),
            ),
        ),
        Piece("heading", (_("Wat doet een ambassadeur?"),)),
        Piece(
            "list",
            (
                _("Je vertelt collega's dat het pact er is."),
                _("Je weet waar «Wie doet wat» staat, en laat het zien."),
                _("Je bent het gezicht van jullie organisatie voor de andere partners."),
                _("Je laat weten wat jullie zien gebeuren."),
            ),
        ),
        Piece("heading", (_("Zo vertel je het in één minuut"),)),
        Piece(
            "text",
            (
                _(
                    "«Wij doen mee met Samen Rondkomen. Zien we dat iemand geldzorgen heeft? "
                    "Dan weten we meteen wie kan helpen. Kijk maar: het staat op één plek.»"
                ),
            ),
        ),
        Piece("heading", (_("Iemand vertelt over geldzorgen. En dan?"),)),
        Piece(
            "list",
            (
                _("Luister rustig. Je hoeft niets op te lossen."),
                _("Kijk samen bij «Wie doet wat» wie kan helpen."),
                _("Geef het telefoonnummer, of bel samen. Alleen als de ander dat wil."),
            ),
        ),
        Piece("text", (_("Schrijf niets op over iemand. Wat je hoort, blijft bij jou."),)),
    ]


def about_link() -> str:
    """Where the explanation goes on."""
    return absolute_url("today.about")


def explanation_as_pdf() -> bytes:
    link, config = about_link(), current_app.config
    return pdf.write(
        "ambassadors/explanation.typ",
        title=_("Samen Rondkomen: wat is het, en wat doe jij?"),
        language=language(),
        pieces=[piece._asdict() for piece in explanation()],
        more=_("Meer weten? Scan de code, of ga naar:"),
        call=_("Bel %(name)s, %(phone)s (ma–vr 9–12 uur)", name=config["PACT_HELP_NAME"], phone=config["PACT_PHONE"]),
        **code_for(link),
    )


def code_for(link: str) -> dict[str, Any]:
    """What a template needs to draw the code to this address."""
    return {
        "link": link,
        "code": qr_file(link),
        "code_told": _("Code voor een telefoon: het leidt naar %(link)s", link=link),
    }
