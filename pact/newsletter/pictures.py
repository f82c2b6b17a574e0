"""A photo for the newsletter: drawn anew as a JPEG that no telephone has to wait for."""

from typing import TYPE_CHECKING, Any

from pact.files import accepting, pictures
from pact.files.accepting import MOST_PIXELS, PICTURES, Accepted
from pact.late import late

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = late("PIL.Image")

SIDES = (1200, 1200)


def accept(sent: Any) -> Accepted:
    """The photo of a field. Raises Refused. It takes a while, so take no lock before."""
    looked_through = accepting.accept(sent, PICTURES)
    drawn = pictures.pixels_of(looked_through.content, ("JPEG", "PNG"), MOST_PIXELS, SIDES).convert("RGBA")
    paper = Image.new("RGB", drawn.size, "white")  # what one could see through
    paper.paste(drawn, mask=drawn.getchannel("A"))
    return Accepted("jpg", pictures.written(paper, "JPEG", quality=85))
