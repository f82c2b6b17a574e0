"""When something goes wrong, people read in plain Dutch what to do next; what they typed stays in their browser.

An error page never shows a value, a path or a version (SECURITY.md T41).
"""

import logging

from flask import Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge, SecurityError
from werkzeug.wrappers import Response

from pact import api, too_large
from pact.access import SAFE_METHODS, SecondStepNeeded
from pact.db import db
from pact.htmx import wants_part
from pact.states import IllegalMove

log = logging.getLogger(__name__)

SECRET_FIELDS = frozenset({"csrf_token", "password", "code"})
WITH_A_PAGE = frozenset({400, 403, 404, 405, 409, 410, 413, 429, 500, 503})


def init_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, show)
    app.register_error_handler(SecondStepNeeded, ask_second_step)
    app.register_error_handler(IllegalMove, say_somebody_was_first)
    app.register_error_handler(StaleDataError, say_somebody_was_first)
    app.register_error_handler(OperationalError, say_busy)
    app.register_error_handler(Exception, say_broken)


def page(code: int) -> tuple[str, int, dict[str, str]]:
    if api.is_asked():
        return api.problem(code)
    name = code if code in WITH_A_PAGE else (400 if code < 500 else 500)
    template = "errors/_error.html" if wants_part() else f"errors/{name}.html"
    return render_template(template, code=code, typed=typed()), code, {"Vary": "HX-Request"}


def typed() -> list[tuple[str, str]]:
    """What this form held, so that the error page can send it again: nobody types a story twice.

    Only for a form of our own site (else a stranger's form would become ours at a click), and never a secret.
    """
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if request.method != "POST" or not ours or request.is_json:
        return []
    try:
        fields = list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        fields = too_large.fields_before_the_file(request)
    except HTTPException:  # too many parts: then there is nothing to give back
        return []
    return [(name, value) for name, value in fields if name not in SECRET_FIELDS]


def show(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    if isinstance(error, SecurityError):  # a host that is not ours: there is no address to build a page's links from
        return Response("Dit adres kennen wij niet.\n", 400, mimetype="text/plain")
    if error.code == 401:
        return ask_sign_in()
    return page(error.code or 500)


def ask_sign_in() -> Response:
    """To the sign-in page, and back here afterwards: to the page that was asked for, or that held the form."""
    methods = request.url_rule.methods if request.url_rule else None
    back = request.full_path.rstrip("?") if request.method in SAFE_METHODS or "GET" in (methods or ()) else None
    answer = redirect(url_for("people.sign_in", verder=back))
    if wants_part():
        answer.headers["HX-Redirect"] = answer.location or ""
    return answer


def ask_second_step(_error: SecondStepNeeded) -> Response:
    return redirect(url_for("people.second_step", verder=request.full_path if request.method in SAFE_METHODS else None))


def say_somebody_was_first(_error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    return page(409)


def say_busy(error: OperationalError) -> ResponseReturnValue:
    db.session.rollback()
    log.error("database: %s", type(error.orig).__name__)
    text, code, headers = page(503)
    return text, code, headers | {"Retry-After": "10"}


def say_broken(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    # The class and the place, without the words of the error: those may hold what somebody typed.
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    log.error("%s at %s for %s", type(error).__name__, where, request.endpoint)
    return page(InternalServerError.code)
