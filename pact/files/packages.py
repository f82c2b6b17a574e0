"""A text document (DOCX, ODT) is a zip of XML. It stays within its own walls: no macros, nothing from elsewhere.

Only parts of kinds that a text needs are taken, each is counted while it is unpacked, and all XML is read as it goes
by, without entities. A link that somebody can press is allowed; whatever would be fetched by itself is not.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from xml.sax.handler import ContentHandler, feature_namespaces
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml.sax import make_parser

from pact.files.refusals import BROKEN, INSIDE, LOCKED, MACROS, UNPACKED, Refused

MOST_PARTS, MOST_UNPACKED, MOST_RATIO = 1000, 50 * 1024 * 1024, 100
STEP = 64 * 1024
SMALL = 1024 * 1024  # below this a text may well be packed a hundred times smaller: an empty table is

PICTURES = {"png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "tif", "tiff", "webp", "wdp", "emf", "wmf", "svg"}
MACRO_PARTS = re.compile(r"vba|activex|(^|/)(basic|scripts|macros)/", re.IGNORECASE)
SEEMS_OTHER = (b"%pdf-", b"<html", b"<script", b"<!doctype")


class Reader:
    """Hears of each element of a part: its space, its name and its attributes; and of the text after it."""

    def begins(self, space: str, name: str, attributes: list[tuple[str, str, str]]) -> None:
        pass

    def says(self, text: str) -> None:
        pass

    def ends(self) -> None:
        """The part is read."""


class Package:
    """The parts of a document by name. Raises Refused for a zip that no office program makes."""

    def __init__(self, content: bytes, kinds: set[str], bare: "re.Pattern[str]") -> None:
        if not content.startswith(b"PK\x03\x04") or any(sign in content[:1024].lower() for sign in SEEMS_OTHER):
            raise Refused(BROKEN)
        try:
            self.zip = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise Refused(BROKEN) from error
        if self.zip.comment:
            raise Refused(BROKEN)
        self.size, self.left = len(content), MOST_UNPACKED
        self.parts = {part.filename: part for part in self.zip.infolist() if not part.is_dir()}
        self._count()
        for name, part in self.parts.items():
            _check_name(name)
            if part.flag_bits & 0x1:
                raise Refused(LOCKED)
            if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise Refused(BROKEN)
            if MACRO_PARTS.search(name):
                raise Refused(MACROS)
            if name.rpartition(".")[2].lower() not in kinds and not bare.fullmatch(name):
                raise Refused(INSIDE)

    def _count(self) -> None:
        """What the zip says about itself; that it may lie comes out while it is unpacked."""
        everything = self.zip.infolist()
        if len(everything) > MOST_PARTS or sum(part.file_size for part in everything) > MOST_UNPACKED:
            raise Refused(UNPACKED)
        if len({part.filename.casefold() for part in everything}) < len(everything):
            raise Refused(BROKEN)  # two parts of one name: each program would read another one

    def pieces(self, part: ZipInfo) -> Iterator[bytes]:
        unpacked = 0
        with self.zip.open(part) as opened:
            while piece := opened.read(STEP):
                unpacked += len(piece)
                self.left -= len(piece)
                if self.left < 0 or unpacked > max(SMALL, MOST_RATIO * part.compress_size):
                    raise Refused(UNPACKED)
                yield piece

    def text(self, name: str) -> str:
        if name not in self.parts:
            raise Refused(BROKEN)
        try:
            return b"".join(self.pieces(self.parts[name])).decode("utf-8", "replace")
        except BadZipFile as error:
            raise Refused(BROKEN) from error

    def look(self, reader_of: Callable[[str], Reader | None]) -> None:
        """Unpack every part. `reader_of(name)` gives who reads a part, if it is XML. Raises Refused."""
        try:
            for name, part in self.parts.items():
                reader = reader_of(name)
                if reader is not None:
                    _read(self.pieces(part), reader)
                    reader.ends()
                else:
                    for _piece in self.pieces(part):
                        pass
        except Refused:
            raise
        except Exception as error:  # a broken zip, and XML with entities, break in ways that nobody lists
            raise Refused(BROKEN) from error
        if MOST_UNPACKED - self.left > max(SMALL, MOST_RATIO * self.size):
            raise Refused(UNPACKED)


def _check_name(name: str) -> None:
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or not name.isprintable():
        raise Refused(BROKEN)


class _Ear(ContentHandler):
    """What the parser calls."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:
        told = [(space or "", local, value) for (space, local), value in attrs.items()]
        self.reader.begins(name[0] or "", name[1], told)

    def characters(self, content: str) -> None:
        self.reader.says(content)


def _read(pieces: Iterator[bytes], reader: Reader) -> None:
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(_Ear(reader))
    for piece in pieces:
        parser.feed(piece)
    parser.close()
