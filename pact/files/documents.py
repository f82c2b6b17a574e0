"""What stands in a text of Word (DOCX) and of LibreOffice (ODT), and what may not.

Two ways of saying the same: relationships and field codes in the one, addresses and scripts in the other.
"""

import re

from pact.files.packages import PICTURES, Package, Reader
from pact.files.refusals import BROKEN, INSIDE, LOCKED, MACROS, OUTSIDE, Refused

WRITER = "application/vnd.oasis.opendocument.text"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XML, RDF = {"xml", "rels"}, {"xml", "rdf"}
FONTS = {"ttf", "otf", "odttf"}
NOTHING, WITHOUT_ENDING = re.compile(r"(?!)"), re.compile(r"mimetype|layout-cache|ObjectReplacements/.+")

PRESSED = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)  # by hand, so nothing happens by itself
WITHIN = re.compile(r"(?!/|.*\.\.)[^:\\]*")  # a part of this very document
DATA = re.compile(r"data:image/(?:png|jpeg|gif)[;,]")
MACRO_TYPES = re.compile(r"macro|vba|activex|olecontrol", re.IGNORECASE)
#: Fields that fetch or start something; QUOTE can spell the others out.
FETCHES = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|RD|QUOTE)\b", re.I)
MACRO_FIELD = re.compile(r"\bMACROBUTTON\b", re.I)
MOST_FIELDS = 200_000  # letters


def docx(content: bytes) -> bytes:
    """The same bytes. Raises Refused."""
    document = Package(content, XML | PICTURES | FONTS, NOTHING)
    if not {"[Content_Types].xml", "_rels/.rels"} <= document.parts.keys():
        raise Refused(BROKEN)

    def reader_of(name: str) -> Reader | None:
        ending = name.rpartition(".")[2].lower()
        if name == "[Content_Types].xml":
            return ContentTypes()
        if ending == "rels":
            return Relationships()
        if ending == "svg":
            return Drawing()
        return WordText() if ending == "xml" else None

    document.look(reader_of)
    return content


def odt(content: bytes) -> bytes:
    """The same bytes. Raises Refused."""
    document = Package(content, RDF | PICTURES | FONTS | {"svm"}, WITHOUT_ENDING)
    first = document.zip.infolist()[:1]
    if [part.filename for part in first] != ["mimetype"] or document.text("mimetype") != WRITER:
        raise Refused(BROKEN)
    if not {"content.xml", "META-INF/manifest.xml"} <= document.parts.keys():
        raise Refused(BROKEN)

    def reader_of(name: str) -> Reader | None:
        ending = name.rpartition(".")[2].lower()
        if name == "META-INF/manifest.xml":
            return Manifest()
        if ending == "svg":
            return Drawing()
        return WriterText() if ending in RDF else None

    document.look(reader_of)
    return content


class ContentTypes(Reader):
    """[Content_Types].xml: a Word document without macros, and XML only where we read it as such."""

    def __init__(self) -> None:
        self.is_document = False

    def begins(self, space: str, name: str, attributes: list[tuple[str, str, str]]) -> None:
        told = {local: value for _space, local, value in attributes}
        kind = told.get("ContentType", "").strip().lower()
        if MACRO_TYPES.search(kind):
            raise Refused(MACROS)
        ending = (told.get("PartName", "").rpartition(".")[2] or told.get("Extension", "")).lower()
        if kind.endswith("xml") and ending not in (*XML, "svg"):
            raise Refused(BROKEN)
        self.is_document = self.is_document or kind == f"{WORD}.main+xml"

    def ends(self) -> None:
        if not self.is_document:
            raise Refused(BROKEN)


class Relationships(Reader):
    """Where a part points to. Outside only with a link that somebody presses."""

    def begins(self, space: str, name: str, attributes: list[tuple[str, str, str]]) -> None:
        if name != "Relationship":
            return
        told = {local: value.strip() for _space, local, value in attributes}
        kind, target = told.get("Type", "").rpartition("/")[2].lower(), told.get("Target", "")
        if MACRO_TYPES.search(kind):
            raise Refused(MACROS)
        if kind.startswith("webextension"):
            raise Refused(OUTSIDE)
        if kind in ("afchunk", "oleobject", "package", "control"):
            raise Refused(INSIDE)
        if told.get("TargetMode", "").lower() != "external":
            if ":" in target or "\\" in target or target.startswith("//"):
                raise Refused(OUTSIDE)
        elif kind != "hyperlink" or not (PRESSED.match(target) or is_within(target)):
            raise Refused(OUTSIDE)


class WordText(Reader):
    """Any other part. The code of a field may be cut into many pieces."""

    def __init__(self) -> None:
        self.fields, self.in_field, self.letters = list[str](), False, 0

    def begins(self, space: str, name: str, attributes: list[tuple[str, str, str]]) -> None:
        self.in_field = name == "instrText"
        if name in ("fldChar", "fldSimple"):
            self.fields.append(" ")
        for _space, local, value in attributes:
            if local == "instr":
                self.fields.append(value)
            elif local == "src" and not WITHIN.fullmatch(value):
                raise Refused(OUTSIDE)

    def says(self, text: str) -> None:
        if self.in_field:
            self.letters += len(text)
            if self.letters > MOST_FIELDS:
                raise Refused(BROKEN)
            self.fields.append(text)

    def ends(self) -> None:
        code = "".join(self.fields)
        if MACRO_FIELD.search(code):
            raise Refused(MACROS)
        if FETCHES.search(code):
            raise Refused(OUTSIDE)


class WriterText(Reader):
    """content.xml and its like: no scripts, nothing that is fetched."""

    def begins(self, space: str, name: str, attributes: list[tuple[str, str, str]]) -> None:
        if ":script:" in space or name in ("script", "event-listener"):
            raise Refused(MACROS)
        if name in ("object-ole", "plugin", "applet", "floating-frame"):
            raise Refused(INSIDE)
        if name.startswith("dde-"):
            raise Refused(OUTSIDE)
        pressed = name == "a" and ":xmlns:" in space
        for _space, local, value in attributes:
            if local == "href" and not (is_within(value) or (pressed and PRESSED.match(value.strip()))):
                raise Refused(OUTSIDE)


class Manifest(Reader):
    """META-INF/manifest.xml tells whether the document is locked."""

    def begins(self, space: str, name: str, attributes: list[tuple[str, str, str]]) -> None:
        if name == "encryption-data":
            raise Refused(LOCKED)


class Drawing(Reader):
    """An SVG inside a document."""

    def begins(self, space: str, name: str, attributes: list[tuple[str, str, str]]) -> None:
        if name.lower() in ("script", "foreignobject"):
            raise Refused(MACROS)
        for _space, local, value in attributes:
            if local.lower().startswith("on"):
                raise Refused(MACROS)
            if local == "href" and not (is_within(value) or DATA.match(value)):
                raise Refused(OUTSIDE)


def is_within(address: str) -> bool:
    """A place in this document: «#kop», «Pictures/1.png», «./Object 1»."""
    return WITHIN.fullmatch(address.strip().removeprefix("./")) is not None
