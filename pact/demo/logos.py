"""A logo for the demo: two circles, drawn here. Nobody's in the real world."""

from io import BytesIO
from typing import TYPE_CHECKING

from pact.db import db
from pact.late import late
from pact.organisations.logo import drawn_anew
from pact.organisations.models import Logo, Organisation

if TYPE_CHECKING:
    from PIL import Image, ImageDraw
else:
    Image, ImageDraw = late("PIL.Image"), late("PIL.ImageDraw")


def build(partners: dict[str, Organisation]) -> None:
    picture = Image.new("RGBA", (480, 240))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((20, 20, 220, 220), outline="#0f5c69", width=28)
    pen.ellipse((150, 20, 350, 220), outline="#c2571a", width=28)
    file = BytesIO()
    picture.save(file, "PNG")
    logo = Logo(organisation_id=partners["kledingbank-de-cirkel"].id, description="Twee cirkels die in elkaar grijpen")
    logo.show(*drawn_anew(file.getvalue()))
    db.session.add(logo)
