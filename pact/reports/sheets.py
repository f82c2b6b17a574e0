"""The network to take along: a sheet for a spreadsheet program, and the drawing as a picture for a report."""

import csv
import io
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from pact.assets import VENDOR
from pact.dates import full
from pact.late import late
from pact.reports.network import Network
from pact.reports.words import tie_in_words

if TYPE_CHECKING:
    import typst
else:
    typst = late("typst")

FONTS = VENDOR / "fonts"
PIXELS_PER_INCH = 192.0
#: A cell that begins like this is carried out by a spreadsheet program.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
#: The drawing goes in as data. One centimetre of paper is one of the screen.
PICTURE = """#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.drawing), format: "svg")"""


def as_csv(network: Network) -> bytes:
    """What the table says, as Dutch spreadsheet programs read it without questions: a mark in front, semicolons."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    headings = [_("Organisatie"), _("Soort"), _("Wat doen zij"), _("Werkt samen met"), _("Laatst gecontroleerd")]
    sheet.writerow(headings)
    for partner in network.rows:
        ties = [f"{other.name}: {tie_in_words(network, tie)}" for other, tie in network.ties_of(partner.id)]
        cells = (partner.name, partner.kind, ", ".join(partner.offers), " | ".join(ties), full(partner.checked_on))
        sheet.writerow([guarded(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """A text stays a text."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_png(drawing: str) -> bytes:
    ours = FONTS.is_dir()
    fonts = typst.Fonts(include_system_fonts=not ours, font_paths=[FONTS] if ours else [])
    made: bytes = typst.compile(
        PICTURE.encode(),
        sys_inputs={"drawing": drawing},
        font_paths=fonts,
        format="png",
        ppi=PIXELS_PER_INCH,
    )
    return made
