"""A file is only ever downloaded, under the name we give it, and would run nothing if a browser did open it."""

from flask import Response, abort, make_response

from pact import slugs
from pact.files.accepting import KINDS
from pact.files.store import content_of


def download(stored_id: str, title: str) -> Response:
    """«Verslag van maart» comes as verslag-van-maart.pdf: what it was called on somebody's machine is nowhere kept."""
    kind, content = content_of(stored_id) or abort(404)
    answer = make_response(content)
    answer.headers["Content-Type"] = KINDS[kind].mimetype
    answer.headers["Content-Disposition"] = f'attachment; filename="{slugs.base_of(title, "bestand")}.{kind}"'
    answer.headers["Content-Security-Policy"] = "sandbox"  # with the rest: headers.py
    return answer
