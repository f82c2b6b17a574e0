"""A link as an image for a telephone, to print on paper. Level Q survives a fold; the quiet zone is four modules."""

from io import BytesIO
from typing import TYPE_CHECKING

from markupsafe import Markup

from pact.late import late

if TYPE_CHECKING:
    import segno
else:
    segno = late("segno")

QUIET = 4


def qr_code(url: str) -> Markup:
    """To stand in a page."""
    return Markup(segno.make(url, error="q", micro=False).svg_inline(border=QUIET, omitsize=True))  # noqa: S704


def qr_file(url: str) -> str:
    """The same as an image file of its own, for pdf.write."""
    file = BytesIO()
    segno.make(url, error="q", micro=False).save(file, kind="svg", border=QUIET, omitsize=True, xmldecl=False)
    return file.getvalue().decode()
