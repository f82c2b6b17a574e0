"""The logo of an organisation: a picture that was drawn anew here, and what it shows in words.

Nothing of the file that came in is kept: we take its pixels and write a file of our own, without place, camera or
anything hidden behind the picture (SECURITY.md 33). It stands in the database, so that every machine has it.
"""

from collections.abc import Callable
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import select

from pact.db import db
from pact.files import pictures
from pact.organisations.merging import PARTS, Part
from pact.organisations.models import Logo, Organisation

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 16_000_000
SIDES = (600, 300)  # of what we keep: twice what a page shows, for a sharp screen
FORMATS = ("PNG", "JPEG", "WEBP")
MAGIC: tuple[Callable[[bytes], bool], ...] = (
    lambda begin: begin.startswith(pictures.PNG),
    lambda begin: begin.startswith(pictures.JPEG),
    lambda begin: begin.startswith(b"RIFF") and begin[8:12] == b"WEBP",
)

TOO_LARGE = _l("Dit bestand is te groot. Kies er een van hooguit 2 MB.")
TOO_MANY_PIXELS = _l("Deze afbeelding is te groot. Maak haar kleiner dan 4000 bij 4000 beeldpunten.")
DRAWING = _l("Een SVG-bestand kan niet. Bewaar het logo als PNG en kies dat.")
UNKNOWN = _l("Dit is geen PNG, JPEG of WebP. Bewaar het logo als PNG en kies dat.")
BROKEN = _l("Dit bestand is stuk. Bewaar het logo opnieuw en kies dat.")


class NotALogo(Exception):
    """What came in cannot be taken; `sentence` says what to do."""

    def __init__(self, sentence: LazyString) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class Picture(NamedTuple):
    """What we drew: a WebP file of ours."""

    content: bytes
    width: int
    height: int


class LogoRow(NamedTuple):
    """What a page needs to show it."""

    sha256: str
    description: str
    width: int
    height: int


def drawn_anew(file: bytes) -> Picture:
    """The first picture of a file, small enough for a page. Raises NotALogo with a sentence."""
    if len(file) > MOST_BYTES:
        raise NotALogo(TOO_LARGE)
    if not any(is_it(file) for is_it in MAGIC):
        raise NotALogo(DRAWING if b"<svg" in file[:4096].lower() else UNKNOWN)
    try:
        small = pictures.pixels_of(file, FORMATS, MOST_PIXELS, (max(SIDES), max(SIDES))).convert("RGBA")
    except pictures.TooManyPixels as error:
        raise NotALogo(TOO_MANY_PIXELS) from error
    except pictures.Broken as error:
        raise NotALogo(BROKEN) from error
    small.thumbnail(SIDES)
    return Picture(pictures.written(small, "WEBP", quality=90, method=6), *small.size)


def logo_of(organisation_id: int) -> LogoRow | None:
    wanted = select(Logo.sha256, Logo.description, Logo.width, Logo.height)
    row = db.session.execute(wanted.where(Logo.organisation_id == organisation_id)).one_or_none()
    return LogoRow._make(row) if row else None


def content_of(sha256: str) -> bytes | None:
    """The file, while its organisation takes part."""
    wanted = select(Logo.content).join(Organisation, Organisation.id == Logo.organisation_id)
    return db.session.scalars(wanted.where(Logo.sha256 == sha256, Organisation.suspended_at.is_(None)).limit(1)).first()


def _foretell(gone: Organisation, kept: Organisation) -> list[str]:
    moves = logo_of(gone.id) is not None and logo_of(kept.id) is None
    return [_("Het logo gaat mee.")] if moves else []


def _move(gone: Organisation, kept: Organisation) -> None:
    logo = db.session.get(Logo, gone.id)
    if logo is not None and logo_of(kept.id) is None:
        logo.organisation_id = kept.id


PARTS.append(Part(_foretell, lambda gone, kept: [], _move))
