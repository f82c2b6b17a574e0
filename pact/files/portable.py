"""A PDF is paper: one that acts by itself, asks for something or carries another file is not taken.

We read the bytes themselves and not the table that says where objects stand, because each program reads a crooked
table in its own way. Objects stand in the open or in object streams; those are unpacked. A stream that could be one
and is packed in another way than programs do is refused. A locked one cannot be looked into, so it is refused too.
"""

import re
import zlib
from collections.abc import Iterator

from pact.files.refusals import ACTS, BROKEN, INSIDE, LOCKED, UNPACKED, Refused

MOST_UNPACKED = 50 * 1024 * 1024
LARGEST_DICTIONARY = 1024 * 1024
TAIL, STEP = 1024, 64 * 1024

GAP = rb"[\x00\t\n\x0c\r ]*"
NAME_ENDS = rb"(?![^\x00\t\n\x0c\r ()<>\[\]{}/%])"
ELSEWHERE = rb"\d+[\x00\t\n\x0c\r ]+\d+[\x00\t\n\x0c\r ]+R|%"  # or after a remark: nobody writes one there


def _names(*names: bytes) -> "re.Pattern[bytes]":
    return re.compile(rb"/(?:" + b"|".join(names) + rb")" + NAME_ENDS)


#: What no sheet of paper does. A short name also stands in packed pictures by chance, so we look at what follows.
DOES = (
    _names(b"JavaScript", b"Launch", b"ImportData", b"SubmitForm", b"GoToE", b"GoToR", b"RichMedia", b"Rendition"),
    re.compile(rb"/JS" + NAME_ENDS + GAP + rb"(?:[(<]|" + ELSEWHERE + rb")"),
    re.compile(rb"/XFA" + NAME_ENDS + GAP + rb"(?:\[|" + ELSEWHERE + rb")"),
    re.compile(rb"/AA" + NAME_ENDS + GAP + rb"(?:<<|" + ELSEWHERE + rb")"),
    re.compile(rb"/OpenAction" + NAME_ENDS + GAP + rb"(?![\[\x00\t\n\x0c\r ])"),  # a list is a page to begin at
)
CARRIES = _names(b"EmbeddedFiles?", b"FileAttachment", b"Collection")
IS_LOCKED = re.compile(rb"/Encrypt" + NAME_ENDS + GAP + rb"(?:<<|" + ELSEWHERE + rb")")

WRITTEN_AS = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECT = re.compile(rb"obj" + GAP + rb"(?=<<|%)")
SIGN = re.compile(rb"\\.|<<|>>|[()%<]", re.DOTALL)
STREAM = re.compile(GAP + rb"(?:stream\r?\n?|(?P<remark>%))")
HOLDS_OBJECTS = _names(b"First", b"ObjStm")
FILTER = re.compile(rb"/(?:Filter|F)" + NAME_ENDS + GAP)
FLATE = rb"/(?:FlateDecode|Fl)" + NAME_ENDS
PLAIN_FILTER = re.compile(FLATE + rb"|\[" + GAP + FLATE + GAP + rb"\]")
PREDICTOR = re.compile(rb"/Predictor" + NAME_ENDS + GAP + rb"(?!1(?!\d)|[\x00\t\n\x0c\r ])")


def checked(content: bytes) -> bytes:
    """The same bytes. Raises Refused."""
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-TAIL:]:
        raise Refused(BROKEN)
    if content.rfind(b"PK\x05\x06", -66_000) >= 0:  # the end of a zip: it would be two files in one
        raise Refused(BROKEN)
    _look(content)
    left = MOST_UNPACKED
    for begin in _object_streams(content):
        unpacked = _unpacked(content, begin, left)
        left -= len(unpacked)
        _look(unpacked)
    return content


def _unpacked(content: bytes, begin: int, most: int) -> bytes:
    """What stands in a stream, bit by bit: a megabyte of it may become a thousand."""
    unpacking, found, left = zlib.decompressobj(), list[bytes](), most
    try:
        for at in range(begin, len(content), STEP):
            found.append(unpacking.decompress(content[at : at + STEP], left + 1))
            left -= len(found[-1])
            if left < 0:
                raise Refused(UNPACKED)
            if unpacking.eof:
                break
    except zlib.error as error:
        raise Refused(BROKEN) from error
    return b"".join(found)


def _look(written: bytes) -> None:
    said = _unescaped(written)
    if IS_LOCKED.search(said):
        raise Refused(LOCKED)
    if CARRIES.search(said):
        raise Refused(INSIDE)
    if any(deed.search(said) for deed in DOES):
        raise Refused(ACTS)


def _unescaped(written: bytes) -> bytes:
    """«/Java#53cript» is the same name."""
    return WRITTEN_AS.sub(lambda found: bytes([int(found[1], 16)]), written) if b"#" in written else written


def _object_streams(content: bytes) -> Iterator[int]:
    """Where what is packed in each of them begins. Raises Refused for one that we cannot unpack."""
    work = 4 * len(content) + LARGEST_DICTIONARY
    for found in OBJECT.finditer(content):
        end = _end_of_dictionary(content, found.end())
        work -= end - found.end()
        if work < 0:  # beginnings within beginnings: nobody writes so
            raise Refused(BROKEN)
        begins = STREAM.match(content, end)
        said = _unescaped(content[found.end() : end])
        if begins is None or not HOLDS_OBJECTS.search(said):
            continue
        packing = FILTER.search(said)
        if begins["remark"]:
            raise Refused(BROKEN)
        if packing is None:
            continue  # in the open: it was looked at with the rest
        if not PLAIN_FILTER.match(said, packing.end()) or FILTER.search(said, packing.end()) or PREDICTOR.search(said):
            raise Refused(BROKEN)
        yield begins.end()


def _end_of_dictionary(content: bytes, begin: int) -> int:
    """Behind the last «>>», past texts and remarks. Raises Refused when there is none."""
    last, depth, at = begin + LARGEST_DICTIONARY, 0, begin
    while sign := SIGN.search(content, at, last):
        at = sign.end()
        if sign[0] == b"<<":
            depth += 1
        elif sign[0] == b">>":
            depth -= 1
            if depth <= 0:
                return at
        elif sign[0] == b"%":
            at = _end_of_line(content, at, last)
        elif sign[0] == b"(":
            at = _end_of_text(content, at, last)
        elif sign[0] == b"<":
            at = content.find(b">", at, last) + 1 or last
    raise Refused(BROKEN)


def _end_of_line(content: bytes, at: int, last: int) -> int:
    ends = [found for end in (b"\r", b"\n") if (found := content.find(end, at, last)) >= 0]
    return min(ends, default=last)


def _end_of_text(content: bytes, at: int, last: int) -> int:
    depth = 1
    while depth and (sign := SIGN.search(content, at, last)):
        at = sign.end()
        depth += {b"(": 1, b")": -1}.get(sign[0], 0)
    return at
