"""Minutes as a file, in the way somebody chose; and the list on which people sign that they were there."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import NamedTuple

from flask import Response, abort, current_app, make_response
from flask_babel import force_locale
from flask_babel import gettext as _

from pact import pdf, slugs
from pact.db import AnyRow
from pact.meetings.minutes.documents import content, docx, odt
from pact.meetings.minutes.documents.content import Told, tell
from pact.meetings.minutes.models import Minutes
from pact.meetings.models import Answer, Meeting

LANGUAGE = "nl"  # what colleagues write is Dutch, and so are the words around it
EMPTY_ROWS = 6  # on the list, for who comes along


def as_pdf(told: Told, language: str, author: str) -> bytes:
    sections = [asdict(section) for section in told.sections]
    return pdf.write(
        "meetings/minutes/minutes.typ",
        title=content.on_one_line(told.title),
        language=language,
        foot=author,
        facts=told.facts,
        sections=sections,
        columns=told.words.columns,
    )


class Way(NamedTuple):
    written: Callable[[Told, str, str], bytes]
    mimetype: str


WAYS = {
    "docx": Way(docx.written, docx.MIMETYPE),
    "odt": Way(odt.written, odt.MIMETYPE),
    "pdf": Way(as_pdf, "application/pdf"),
}
NAMES = {"pdf": "PDF", "docx": "Word (DOCX)", "odt": "LibreOffice (ODT)"}


def minutes_as(way: str, meeting: Meeting, minutes: Minutes | None) -> Response:
    """The file. A way that does not exist is a page that does not exist."""
    chosen = WAYS.get(way) or abort(404)
    with force_locale(LANGUAGE):
        made = make_response(chosen.written(tell(meeting, minutes), LANGUAGE, current_app.config["PACT_NAME"]))
    made.headers["Content-Type"] = chosen.mimetype
    name = slugs.base_of(f"verslag-{meeting.title}", "verslag")
    made.headers["Content-Disposition"] = f'attachment; filename="{name}.{way}"'
    return made


def signing_rows(people: Sequence[AnyRow]) -> list[tuple[str, str, str]]:
    """Who is invited, with what they said; and a few rows for who comes along."""
    said = {Answer.ACCEPTED: _("komt"), Answer.DECLINED: _("zei nee"), Answer.TENTATIVE: _("misschien")}
    rows = [(one.name, said.get(one.answer, ""), "") for one in people]
    return rows + [("", "", "")] * EMPTY_ROWS


def signing_columns() -> tuple[str, str, str]:
    return _("Naam"), _("Antwoord"), _("Handtekening")


def attendance_pdf(meeting: Meeting, people: Sequence[AnyRow]) -> bytes:
    with force_locale(LANGUAGE):
        return pdf.write(
            "meetings/minutes/attendance.typ",
            title=_("Presentielijst: %(title)s", title=meeting.title),
            language=LANGUAGE,
            foot=current_app.config["PACT_NAME"],
            when=", ".join(filter(None, [meeting.when.in_words if meeting.when else "", meeting.place])),
            columns=signing_columns(),
            rows=signing_rows(people),
        )
