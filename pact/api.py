"""What machines read under /api/: JSON, also when something is wrong, for anybody on any site."""

import json
from http import HTTPStatus
from typing import Any

from flask import Response, request

PREFIX = "/api/"
KEPT_FOR = 300  # seconds; a sociale kaart does not change by the minute
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def is_asked() -> bool:
    """Whether this request comes from a machine, which can do nothing with a page."""
    return request.path.startswith(PREFIX)


def dumps(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def answer(data: Any) -> Response:
    return cached(Response(dumps(data), mimetype="application/json"))


def cached(made: Response) -> Response:
    """With a mark of what is in it, so that whoever has it already gets an empty 304."""
    made.headers["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    made.add_etag(weak=True)  # compressed or not, it says the same
    made.make_conditional(request)
    return made


def problem(code: int, detail: str = "") -> tuple[str, int, dict[str, str]]:
    """What is wrong, as RFC 9457 says it; never a value, a path or a version (SECURITY.md T41)."""
    status = HTTPStatus(code)
    said = {"status": code, "title": status.phrase, "detail": detail or status.description}
    headers = OPEN | {"Content-Type": "application/problem+json", "Cache-Control": "no-store"}
    if code == HTTPStatus.TOO_MANY_REQUESTS:
        headers["Retry-After"] = "60"
    return dumps({name: value for name, value in said.items() if value}), code, headers
