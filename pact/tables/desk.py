"""What the pages of two rooms share: a list is sent in, shown row by row, and only then carried out."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from math import ceil
from typing import Any

from flask import Response, request
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from pact.db import ask_first
from pact.forms import complain
from pact.htmx import page
from pact.links import row_number
from pact.tables.columns import NUMBER, REASON, Column
from pact.tables.files import NAMES, download
from pact.tables.forms import UploadForm
from pact.tables.plan import Plan, Verdict
from pact.tables.reading import NotATable, Table, read
from pact.tables.uploads import Upload

PER_PAGE = 100


@dataclass(frozen=True)
class Desk:
    """A kind of list: its words, its columns and the endpoints of its pages."""

    purpose: str
    title: LazyString
    what: LazyString
    columns: Sequence[Column]
    back: str
    back_words: LazyString
    file: str
    pages: str  # the blueprint: its views are called import_list, check_list, refused_list, example_list, export_list
    exports: bool = True  # else it only comes in


def worked_out(form: UploadForm, plan: Callable[[Table], Plan]) -> Plan | None:
    """What the file would do; None when it cannot be read, which the form says. Takes no lock meanwhile."""
    try:
        with closing(form.file.data) as file:
            table = read(file.read())
        return ask_first(lambda: plan(table))
    except NotATable as error:
        complain(form.file, str(error))
        return None


def show(desk: Desk, form: UploadForm) -> Response:
    status = 422 if form.errors else 200
    return page("tables/import.html", status, desk=desk, form=form, ways=NAMES)


def show_plan(desk: Desk, upload: Upload, plan: Plan, status: int = 200) -> Response:
    """What will happen, or what happened; a hundred rows at a time, of one kind when that is asked."""
    asked = request.args.get("toon", "")
    lines = [line for line in plan.lines if asked not in set(Verdict) or line.verdict == asked]
    pages = max(1, ceil(len(lines) / PER_PAGE))
    number = min(max(1, request.args.get("pagina", 1, type=row_number)), pages)
    return page(
        "tables/check.html",
        status,
        desk=desk,
        upload=upload,
        plan=plan,
        counts=plan.counts,
        lines=lines[(number - 1) * PER_PAGE : number * PER_PAGE],
        asked=asked if asked in set(Verdict) else "",
        number=number,
        pages=pages,
        ways=NAMES,
        verdicts=words(),
        is_done=upload.done_at is not None,
    )


def words() -> dict[str, tuple[str, str]]:
    """What a verdict is called, and the kind of its badge."""
    return {
        Verdict.NEW: (_("Nieuw"), "positive"),
        Verdict.CHANGED: (_("Gewijzigd"), "info"),
        Verdict.SAME: (_("Blijft gelijk"), "neutral"),
        Verdict.REFUSED: (_("Niet overgenomen"), "negative"),
    }


def refused(desk: Desk, plan: Plan, way: str) -> Response:
    """The rows that were not taken over, as they were, each with its number and why: to mend and send in again."""
    lines: list[list[str]] = [
        [str(line.number), " ".join(line.reasons), *line.cells] for line in plan.of(Verdict.REFUSED)
    ]
    return download(f"{desk.file}-niet-overgenomen", way, [NUMBER, REASON, *plan.headers], lines)


def example(desk: Desk, way: str) -> Response:
    return download(f"{desk.file}-leeg", way, [column.header for column in desk.columns], [])


def counted(plan: Plan) -> dict[str, Any]:
    """For the trail."""
    return dict(plan.counts)
