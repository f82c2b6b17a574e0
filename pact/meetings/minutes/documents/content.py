"""What minutes say, in order, for the page and for every kind of document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flask_babel import gettext as _

from pact.dates import day_after, full, in_words, short
from pact.db import AnyRow
from pact.forms import CONTROL, LINE_ENDS
from pact.meetings.minutes import queries
from pact.meetings.minutes.board import Agreed, Decided, Outcomes, outcomes_of
from pact.meetings.minutes.models import Minutes, Phase
from pact.meetings.models import Attendance, Meeting


@dataclass
class Section:
    """One item: what was said, what was decided, who does what."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    actions: list[tuple[str, str, str, str]] = field(default_factory=list)


class Words(NamedTuple):
    actions: str
    columns: tuple[str, str, str, str]


@dataclass
class Told:
    """The minutes of one meeting, in the language of this moment."""

    title: str
    facts: list[tuple[str, str]]
    sections: list[Section]
    words: Words


def tell(meeting: Meeting, minutes: Minutes | None) -> Told:
    rows = queries.outcomes(meeting)
    found, _carried = outcomes_of(rows, meeting.id)
    sections = [
        _section(f"{number}. {item.title}", item.notes, found.pop(item.id, Outcomes()))
        for number, item in enumerate(queries.items(meeting.id), 1)
    ]
    rest = [_section(_("Ook afgesproken"), "", outcomes) for outcomes in found.values()]
    sections += [section for section in rest if section.decisions or section.actions]
    sections += [
        Section(_("Aanvulling van %(date)s", date=full(row.done_at)), paragraphs(row.text))
        for row in rows
        if row.kind == "addendum"
    ]
    facts = _facts(meeting, minutes, queries.attendees(meeting.id))
    return Told(_("Verslag: %(title)s", title=meeting.title), facts, sections, words())


def words() -> Words:
    return Words(_("Acties"), (_("Wat"), _("Wie"), _("Vóór wanneer"), _("Stand")))


def _section(title: str, notes: str, outcomes: Outcomes) -> Section:
    decisions = [said(one) for one in outcomes.decisions]
    return Section(title, paragraphs(notes), decisions, [cells(one) for one in outcomes.actions])


def said(one: Decided) -> str:
    """«Besluit B-2027-03: wij kopen een kast.»"""
    words = _("Besluit %(reference)s: %(text)s", reference=one.reference, text=one.text)
    return f"{words} ({_('Vervallen door %(reference)s', reference=one.later)})" if one.later else words


def cells(one: Agreed) -> tuple[str, str, str, str]:
    before = in_words(day_after(one.due_on)) if one.due_on else ""
    state = _("klaar op %(date)s", date=short(one.done_at)) if one.done_at else _("open")
    return one.what, one.name or _("Nog niemand"), before, state


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def _facts(meeting: Meeting, minutes: Minutes | None, people: Sequence[AnyRow]) -> list[tuple[str, str]]:
    guests = [line.strip() for line in (minutes.guests if minutes else "").splitlines() if line.strip()]
    present = [one.name for one in people if one.attendance == Attendance.PRESENT]
    facts = [
        (_("Wanneer"), meeting.when.in_words if meeting.when else ""),
        (_("Waar"), meeting.place),
        (_("Werkgroep"), meeting.workgroup.name if meeting.workgroup else ""),
        (_("Aanwezig"), _names([*present, *guests])),
        (_("Afgemeld"), _names(one.name for one in people if one.attendance == Attendance.EXCUSED)),
        (_("Afwezig"), _names(one.name for one in people if one.attendance == Attendance.ABSENT)),
        (_("Stand van het verslag"), state_of(minutes)),
    ]
    return [(label, value) for label, value in facts if value]


def _names(names: Iterable[str]) -> str:
    return ", ".join(names)


def state_of(minutes: Minutes | None) -> str:
    if minutes is None or minutes.status == Phase.DRAFT:
        return _("Concept")
    if minutes.status == Phase.FINAL:
        return _("Definitief sinds %(date)s", date=full(minutes.final_at))
    return _("Rondgestuurd; wijzigingen voorstellen kan tot en met %(date)s", date=in_words(minutes.amend_until))


def printable(thing: Any) -> str:
    """Words that a document can hold: what XML does not know is taken out."""
    return CONTROL.sub("", str(thing)).replace("\u2028", "\n").replace("\u2029", "\n")


def on_one_line(thing: Any) -> str:
    """A line end in a title would break it."""
    return LINE_ENDS.sub(" ", printable(thing)).strip()
