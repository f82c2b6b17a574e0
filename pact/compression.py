"""Pages travel compressed when the browser asks for it: fifty rows take a tenth of the bytes.

A page holds a secret (its CSRF token) beside words from outside, and from the length of what is compressed one could
learn the first by trying the second (BREACH). So each answer gets a header of random length, which says nothing.
"""

import gzip
import io
import secrets

from flask import Flask, Response, request

TYPES = frozenset({"text/html", "text/plain", "text/calendar", "application/json"})
SMALLEST = 500  # below this the answer fits in one packet anyway
LEVEL = 4  # half the work of the usual 6, for some fifty bytes more
MASK = 100


def compressed(content: bytes) -> bytes:
    """In gzip's own header stands a file name of 1 to 100 characters, and no moment."""
    packed = io.BytesIO()
    name = "p" * (1 + secrets.randbelow(MASK))
    with gzip.GzipFile(filename=name, mode="wb", compresslevel=LEVEL, fileobj=packed, mtime=0) as file:
        file.write(content)
    return packed.getvalue()


def init_compression(app: Flask) -> None:
    """Before all that adds to answers: what is asked first is done last."""

    @app.after_request
    def compress(answer: Response) -> Response:
        if answer.mimetype not in TYPES or answer.is_streamed or answer.direct_passthrough:
            return answer
        answer.vary.add("Accept-Encoding")
        if not request.accept_encodings.quality("gzip") or "Content-Encoding" in answer.headers:
            return answer
        content = answer.get_data()
        if answer.status_code in (204, 206, 304) or len(content) < SMALLEST:
            return answer
        answer.set_data(compressed(content))
        answer.headers["Content-Encoding"] = "gzip"
        return answer
