"""What the pages of several rooms share: a list is sent in, shown row by row, and only then carried out."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from math import ceil
from typing import Any

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from pact import audit
from pact.access import me
from pact.dates import now
from pact.db import ask_first, db
from pact.forms import complain
from pact.htmx import page
from pact.links import row_number
from pact.tables import uploads
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

    def take_in(self, plan: Callable[[Table], Plan]) -> Response:
        """What is sent in is worked out and kept for an hour; nothing else is written."""
        form = UploadForm()
        if form.validate_on_submit():
            made = _worked_out(form, plan)
            if made is not None:
                upload = uploads.keep(self.purpose, made, me)
                id = upload.id
                db.session.commit()
                return make_response(redirect(url_for(".check_list", id=id), 303))
        return page("tables/import.html", 422 if form.errors else 200, desk=self, form=form, ways=NAMES)

    def check(self, id: int) -> Response:
        upload = uploads.find(self.purpose, id, me)
        return self._show_plan(upload, upload.plan)

    def carry_out(
        self, id: int, deed: Callable[[Plan], str | None], anew: Callable[[Table], Plan] | None = None
    ) -> Response:
        """All good rows at once. `deed` does it and gives what is said after «De lijst is overgenomen.», if anything.

        `anew` works the list out once more: when something changed since it was shown, it is shown again instead.
        """
        upload = uploads.claim(self.purpose, id, me)
        if upload.done_at is None:
            plan = upload.plan
            if anew is not None:
                shown, plan = plan, anew(plan.table)
                if not plan.compare(shown):
                    upload.plan = plan
                    db.session.commit()
                    return self._show_plan(upload, plan, 409)
            said = deed(plan)
            upload.done_at = now()
            counts: dict[str, Any] = dict(plan.counts)
            audit.record("list_imported", self.purpose, me, **counts)
            db.session.commit()
            flash(" ".join([_("De lijst is overgenomen."), *([said] if said else [])]), "positive")
        return make_response(redirect(url_for(".check_list", id=id), 303))

    def _show_plan(self, upload: Upload, plan: Plan, status: int = 200) -> Response:
        """What will happen, or what happened; a hundred rows at a time, of one kind when that is asked."""
        asked = request.args.get("toon", "")
        lines = [line for line in plan.lines if asked not in set(Verdict) or line.verdict == asked]
        pages = max(1, ceil(len(lines) / PER_PAGE))
        number = min(max(1, request.args.get("pagina", 1, type=row_number)), pages)
        return page(
            "tables/check.html",
            status,
            desk=self,
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

    def refused(self, id: int) -> Response:
        """The rows that were not taken over, as they were, each with its number and why: to mend and send in again."""
        plan = uploads.find(self.purpose, id, me).plan
        lines: list[list[str]] = [
            [str(line.number), " ".join(line.reasons), *line.cells] for line in plan.of(Verdict.REFUSED)
        ]
        way = request.args.get("als", "csv")
        return download(f"{self.file}-niet-overgenomen", way, [NUMBER, REASON, *plan.headers], lines)

    def example(self) -> Response:
        way = request.args.get("als", "xlsx")
        return download(f"{self.file}-leeg", way, [column.header for column in self.columns], [])

    def export(self, rows: Iterable[list[str]]) -> Response:
        made = download(self.file, request.form.get("als", "xlsx"), [column.header for column in self.columns], rows)
        audit.record("list_exported", self.purpose, me)
        db.session.commit()
        return made


def _worked_out(form: UploadForm, plan: Callable[[Table], Plan]) -> Plan | None:
    """What the file would do; None when it cannot be read, which the form says. Takes no lock meanwhile."""
    try:
        with closing(form.file.data) as file:
            table = read(file.read())
        return ask_first(lambda: plan(table))
    except NotATable as error:
        complain(form.file, str(error))
        return None


def words() -> dict[str, tuple[str, str]]:
    """What a verdict is called, and the kind of its badge."""
    return {
        Verdict.NEW: (_("Nieuw"), "positive"),
        Verdict.CHANGED: (_("Gewijzigd"), "info"),
        Verdict.SAME: (_("Blijft gelijk"), "neutral"),
        Verdict.REFUSED: (_("Niet overgenomen"), "negative"),
    }
