"""A form with a file that is too large: what was typed is read from its beginning, the file is never kept.

A browser sends the fields in the order of the page, so the words stand before the file. It also shows our answer only
when we heard it out, so what comes after is read and forgotten, up to a limit.
"""

from collections.abc import Iterator

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.sansio.multipart import Data as Piece
from werkzeug.sansio.multipart import Field, File, MultipartDecoder, NeedData

MOST_WORDS = 500_000  # bytes of fields
HEARD_OUT = 200 * 1024 * 1024
STEP = 64 * 1024


def fields_before_the_file(request: Request) -> list[tuple[str, str]]:
    """Nothing when the form is not of the kind that brings files."""
    boundary = request.mimetype_params.get("boundary", "")
    if request.mimetype != "multipart/form-data" or not boundary:
        return []
    pieces, found = _pieces(request), list[tuple[str, str]]()
    try:
        found = list(_fields(MultipartDecoder(boundary.encode("latin-1"), MOST_WORDS), pieces))
    except (ValueError, RequestEntityTooLarge):  # not what it says it is
        found = []
    for _piece in pieces:
        pass
    return found


def _pieces(request: Request) -> Iterator[bytes]:
    """Straight from the server, past the limit that was just passed."""
    stream, left = request.environ["wsgi.input"], min(request.content_length or 0, HEARD_OUT)
    while left > 0 and (piece := stream.read(min(STEP, left))):
        left -= len(piece)
        yield piece


def _fields(decoder: MultipartDecoder, pieces: Iterator[bytes]) -> Iterator[tuple[str, str]]:
    name, value, heard = "", bytearray(), 0
    for piece in pieces:
        heard += len(piece)
        if heard > MOST_WORDS:  # no form of ours has so many words
            return
        decoder.receive_data(piece)
        while not isinstance(event := decoder.next_event(), NeedData):
            if isinstance(event, File):
                return
            if isinstance(event, Field):
                name, value = event.name, bytearray()
            elif isinstance(event, Piece):
                value += event.data
                if not event.more_data:
                    yield name, value.decode("utf-8", "replace")
            else:  # its preamble, or its end
                continue
