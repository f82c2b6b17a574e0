"""A picture is drawn anew: we take its pixels and write a file of our own.

Nothing else of what came in is kept: no place, no camera, nothing hidden behind the picture. How many pixels it has
is known from its first bytes, before anything is unpacked.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from pact.late import late

if TYPE_CHECKING:
    from PIL import Image, ImageOps
else:
    Image, ImageOps = late("PIL.Image"), late("PIL.ImageOps")

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
SEE_THROUGH = ("RGBA", "LA", "PA", "P")


class TooManyPixels(Exception):
    """It would take more memory than we give."""


class Broken(Exception):
    """No program would show this picture whole."""


def pixels_of(file: bytes, formats: tuple[str, ...], most: int, sides: tuple[int, int]) -> "Image.Image":
    """The first picture of a file, upright and no larger than `sides`. Raises TooManyPixels or Broken."""
    try:
        with Image.open(BytesIO(file), formats=formats) as opened:
            if opened.width * opened.height > most:
                raise TooManyPixels
            opened.thumbnail(sides)
            turned = ImageOps.exif_transpose(opened)
            mode = "RGBA" if turned.mode in SEE_THROUGH else "RGB"
            small = turned.convert(mode)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except TooManyPixels:
        raise
    except Exception as error:  # a broken file breaks in ways that nobody lists
        raise Broken from error
    clean = Image.new(mode, small.size)
    clean.paste(small)
    return clean


def on_white(picture: "Image.Image") -> "Image.Image":
    """Of one that lets something through: with white behind it."""
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def written(picture: "Image.Image", kind: str, **how: int) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()
