"""A link as an image for a telephone, to print on paper."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from pact.late import late

if TYPE_CHECKING:
    import segno
else:
    segno = late("segno")


def qr_code(url: str) -> Markup:
    """Error level Q survives a fold, the quiet zone is four modules."""
    return Markup(segno.make(url, error="q", micro=False).svg_inline(border=4, omitsize=True))  # noqa: S704
