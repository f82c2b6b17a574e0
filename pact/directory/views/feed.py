"""The open data for machines, under /api/hsds: who does what, in the words of HSDS 3.1, for everybody."""

from collections.abc import Iterable, Sequence
from math import ceil

from flask import Blueprint, Response, abort, current_app, request, stream_with_context
from sqlalchemy import ColumnElement

from pact import api
from pact.access import access, everyone
from pact.db import db
from pact.directory.hsds import asked as questions
from pact.directory.hsds import openapi, shelves, tabular
from pact.directory.hsds.asked import Asked, BadQuestion
from pact.directory.hsds.shelves import Shelf
from pact.directory.hsds.taxonomies import TAXONOMIES, Record, terms
from pact.directory.models import Location, Service
from pact.extensions import limiter
from pact.links import absolute_url
from pact.organisations.models import Organisation

VERSION = "3.1.3"

bp = Blueprint("hsds", __name__, url_prefix="/api/hsds")
limiter.shared_limit(lambda: current_app.config["API_LIMIT"], scope="hsds")(bp)


@bp.after_request
def open_to_all(answer: Response) -> Response:
    answer.headers.update(api.OPEN)
    return answer


@bp.errorhandler(BadQuestion)
def say_what_is_wrong(error: BadQuestion) -> tuple[str, int, dict[str, str]]:
    return api.problem(400, str(error))


@bp.get("/")
@access(everyone, quiet=True)
def about() -> Response:
    return api.answer(
        {
            "version": VERSION,
            "profile": absolute_url("directory.open_data"),
            "openapi_url": absolute_url("hsds.description"),
        }
    )


@bp.get("/openapi.json")
@access(everyone, quiet=True)
def description() -> Response:
    return api.answer(openapi.document(absolute_url("hsds.about").rstrip("/"), VERSION))


@bp.get("/services")
@access(everyone, quiet=True)
def offers() -> Response:
    wanted = questions.read(request.args)
    return _listed(shelves.offers(wanted), wanted)


@bp.get("/services/<id>")
@access(everyone, quiet=True)
def offer(id: str) -> Response:
    return _one(shelves.offers(Asked(full=True)), Service.id == id)


@bp.get("/organizations")
@access(everyone, quiet=True)
def organisations() -> Response:
    wanted = questions.read(request.args)
    return _listed(shelves.organisations(wanted), wanted)


@bp.get("/organizations/<id>")
@access(everyone, quiet=True)
def organisation(id: str) -> Response:
    return _one(shelves.organisations(Asked(full=True)), Organisation.uuid == id)


@bp.get("/service_at_locations")
@access(everyone, quiet=True)
def places() -> Response:
    wanted = questions.read(request.args)
    return _listed(shelves.places(wanted), wanted)


@bp.get("/service_at_locations/<id>")
@access(everyone, quiet=True)
def place(id: str) -> Response:
    return _one(shelves.places(Asked(full=True)), Location.id == id)


@bp.get("/taxonomies")
@access(everyone, quiet=True)
def taxonomies() -> Response:
    wanted = questions.read(request.args)
    return _of(_answering([taxonomy.record for taxonomy in TAXONOMIES], wanted), wanted)


@bp.get("/taxonomies/<id>")
@access(everyone, quiet=True)
def taxonomy(id: str) -> Response:
    return api.answer(next((one.record for one in TAXONOMIES if one.id == id), None) or abort(404))


@bp.get("/taxonomy_terms")
@access(everyone, quiet=True)
def taxonomy_terms() -> Response:
    """No term stands under another, so all of them are at the top and none has a parent."""
    wanted = questions.read(request.args)
    found = [] if wanted.parent_id else _answering(list(terms().values()), wanted)
    return _of([term for term in found if wanted.taxonomy_id in ("", term["taxonomy_id"])], wanted)


@bp.get("/taxonomy_terms/<id>")
@access(everyone, quiet=True)
def taxonomy_term(id: str) -> Response:
    return api.answer(terms().get(id) or abort(404))


@bp.get("/datapackage.zip")
@access(everyone, quiet=True)
@limiter.limit("10 per minute")
def package() -> Response:
    """The whole directory as tables, for who would rather have a file."""
    made = Response(tabular.package(), mimetype="application/zip")
    made.headers["Content-Disposition"] = "attachment; filename=wie-doet-wat.zip"
    return api.cached(made)


def _answering(found: list[Record], wanted: Asked) -> list[Record]:
    return [record for record in found if wanted.search.lower() in record["name"].lower()]


def _one(shelf: Shelf, which: ColumnElement[bool]) -> Response:
    rows = db.session.execute(shelf.wanted.where(which)).all()
    return api.answer(shelf.told(rows)[0]) if rows else abort(404)


def _listed(shelf: Shelf, wanted: Asked) -> Response:
    if wanted.streams:
        return _streamed(shelf.all())
    return _page(shelf.page(wanted.page, wanted.per_page), shelf.count(), wanted)


def _of(found: Sequence[Record], wanted: Asked) -> Response:
    """A page of a list that stands in the code."""
    if wanted.streams:
        return _streamed(found)
    begin = (wanted.page - 1) * wanted.per_page
    return _page(found[begin : begin + wanted.per_page], len(found), wanted)


def _page(contents: Sequence[Record], total: int, wanted: Asked) -> Response:
    pages = ceil(total / wanted.per_page)
    return api.answer(
        {
            "total_items": total,
            "total_pages": pages,
            "page_number": wanted.page,
            "size": len(contents),
            "first_page": wanted.page == 1,
            "last_page": wanted.page >= pages,
            "empty": not contents,
            "contents": contents,
        }
    )


def _streamed(records: Iterable[Record]) -> Response:
    """A record a line, as many as there are; written while it is read."""
    lines = (api.dumps(record) + "\n" for record in records)
    made = Response(stream_with_context(lines), mimetype="application/x-ndjson")
    made.headers["Cache-Control"] = f"public, max-age={api.KEPT_FOR}"
    return made
