"""A photo of a contribution: drawn anew and small enough for a letter, kept at once so that it survives a mistake
elsewhere in the form.

Until it is handed in, nothing points at it; the form carries its mark. Who knows the mark may see it: it was theirs.
"""

import hmac
from typing import Any

from sqlalchemy import select

from pact.db import db
from pact.files import accepting, pictures
from pact.files.accepting import MOST_PIXELS, PICTURES, Accepted
from pact.files.store import StoredFile
from pact.keys import keyed_hash

SIDES = (1200, 1200)
SEPARATOR = "-"


def small(sent: Any) -> Accepted:
    """The file of a field as a JPEG for a letter. Raises Refused. It takes a while, so take no lock before."""
    accepted = accepting.accept(sent, PICTURES)
    drawn = pictures.pixels_of(accepted.content, ("PNG", "JPEG"), MOST_PIXELS, SIDES)
    if drawn.mode == "RGBA":  # a letter may be read on white or on black: what one looks through becomes white
        drawn = pictures.on_white(drawn)
    return Accepted("jpg", pictures.written(drawn, "JPEG", quality=85))


def mark_of(stored_id: str | None) -> str:
    """What stands in the form, and in the address of the photo; nobody makes it up."""
    return f"{stored_id}{SEPARATOR}{_seal(stored_id)}" if stored_id else ""


def known(mark: str | None) -> str | None:
    """The photo with this mark; none when we did not make the mark, or when it was erased."""
    stored_id, _, seal = (mark or "").partition(SEPARATOR)
    if not hmac.compare_digest(seal.encode(), _seal(stored_id).encode()):
        return None
    return db.session.scalar(select(StoredFile.id).where(StoredFile.id == stored_id))


def _seal(stored_id: str) -> str:
    return keyed_hash(f"photo of a contribution {stored_id}")[:32]
