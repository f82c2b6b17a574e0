"""What somebody sent in becomes a file that may be kept, or is refused with a sentence."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from pact.files import documents, pictures, portable
from pact.files.refusals import BROKEN, MISSING, TOO_LARGE, TOO_MANY_PIXELS, Refused

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 25_000_000
SIDES = (3000, 3000)  # sharp on any screen, and on A4


class Accepted(NamedTuple):
    """A file that was looked through, or drawn anew."""

    kind: str
    content: bytes

    @property
    def mark(self) -> str:
        """The same for the same file: a form that is sent twice brings it twice."""
        return hashlib.sha256(self.content).hexdigest()


class Kind(NamedTuple):
    mimetype: str
    kept: Callable[[bytes], bytes]  # raises Refused


def _photo(content: bytes) -> bytes:
    return pictures.written(_drawn(content, "JPEG").convert("RGB"), "JPEG", quality=85)


def _picture(content: bytes) -> bytes:
    return pictures.written(_drawn(content, "PNG"), "PNG")


def _drawn(content: bytes, kind: str) -> Any:
    try:
        return pictures.pixels_of(content, (kind,), MOST_PIXELS, SIDES)
    except pictures.TooManyPixels as error:
        raise Refused(TOO_MANY_PIXELS) from error
    except pictures.Broken as error:
        raise Refused(BROKEN) from error


KINDS = {
    "pdf": Kind("application/pdf", portable.checked),
    "docx": Kind(documents.WORD, documents.docx),
    "odt": Kind(documents.WRITER, documents.odt),
    "png": Kind("image/png", _picture),
    "jpg": Kind("image/jpeg", _photo),
}
DOCUMENTS, PICTURES = ("pdf", "docx", "odt"), ("png", "jpg")
ANY = DOCUMENTS + PICTURES
#: For the browser, so that it offers the right files; what comes in is looked at all the same.
ACCEPT = {kind: f".{kind}" for kind in KINDS} | {"jpg": ".jpg,.jpeg"}


def accept(sent: Any, kinds: Sequence[str] = ANY) -> Accepted:
    """Look through the file of a field. Raises Refused. It takes a while, so take no lock before."""
    if not isinstance(sent, FileStorage) or not sent.filename:
        raise Refused(MISSING)
    with sent.stream as stream:
        content = stream.read(MOST_BYTES + 1)
    return looked_through(content, kinds)


def looked_through(content: bytes, kinds: Sequence[str] = ANY) -> Accepted:
    if len(content) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    kind = kind_of(content)
    if kind not in kinds:
        raise Refused(_("Dit soort bestand kan hier niet. Kies %(kinds)s.", kinds=named(kinds)))
    return Accepted(kind, KINDS[kind].kept(content))


def kind_of(content: bytes) -> str:
    """By its first bytes, and of a zip by what it says it is; empty for any other."""
    for begin, kind in ((pictures.PNG, "png"), (pictures.JPEG, "jpg"), (b"%PDF-", "pdf")):
        if content.startswith(begin):
            return kind
    if not content.startswith(b"PK\x03\x04"):
        return ""
    return "odt" if content[30:100].startswith(f"mimetype{documents.WRITER}".encode()) else "docx"


def named(kinds: Sequence[str]) -> str:
    """«PDF, DOCX of ODT»."""
    *others, last = [kind.upper() for kind in kinds]
    return _("%(kinds)s of %(last)s", kinds=", ".join(others), last=last) if others else last


def endings(kinds: Sequence[str]) -> str:
    """For the attribute `accept` of a field."""
    return ",".join(ACCEPT[kind] for kind in kinds)
