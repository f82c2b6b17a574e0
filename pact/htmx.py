"""One view, two readers: a whole page for a browser, a part for htmx, at the same address, in the same words."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request


def wants_part() -> bool:
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type", "partial") != "full"


def page_or_part(page: str, part: str, /, status: int = 200, **context: Any) -> Response:
    """The page, or only its part when htmx asks for it. 422 tells both readers that something typed needs a look."""
    answer = make_response(render_template(part if wants_part() else page, **context), status)
    answer.headers["Vary"] = "HX-Request"
    return answer


def page(template: str, status: int = 200, **context: Any) -> Response:
    """A page of which htmx never asks a part: getting in, and the forms about oneself and one's organisation."""
    return make_response(render_template(template, **context), status)


def part_or_redirect(part: str, url: str, /, **context: Any) -> Response:
    """After a deed: the changed part for htmx, else «see other», so that a reload repeats nothing."""
    if wants_part():
        answer = make_response(render_template(part, **context))
        answer.headers["Vary"] = "HX-Request"
        return answer
    return make_response(redirect(url, 303))
