"""Two people write at once, and no word is lost: who comes second is kept beside the first, until somebody chooses.

Each item has an edition. What is written on top of the newest one becomes the text. What is written on top of an older
one does not: it is kept as a note beside it, and both read what the other wrote.
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from pact.dates import now
from pact.db import db
from pact.meetings.minutes.models import Minutes, SideNote
from pact.meetings.models import AgendaItem, Meeting

#: Who saved something so short ago is writing now.
NOW = timedelta(minutes=2)
BESIDE = -1  # the edition of a field that holds a side note: it is never the newest


class Wrote(StrEnum):
    KEPT = "kept"
    SAME = "same"
    BESIDE = "beside"


class Settle(StrEnum):
    """What to do with two texts of one item."""

    BOTH = "both"
    THIS = "this"  # the note, instead of what stands there
    DROP = "drop"


class Base(NamedTuple):
    """On top of what somebody wrote: which edition, its words, and from which page."""

    edition: int
    was: str
    pen: str

    @classmethod
    def of(cls, said: Mapping[str, str]) -> "Base":
        edition = said.get("edition", "")
        return cls(int(edition) if edition.isdecimal() else BESIDE, said.get("was", "")[:20], said.get("pen", "")[:30])


def tidy(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def mark(text: str) -> str:
    """By which a text is known again, in a field that nobody sees."""
    return hashlib.sha256(tidy(text).encode()).hexdigest()[:16]


def begin(meeting: Meeting) -> Minutes:
    """The minutes of a meeting, made at the first word. Who writes waits a moment for who writes there too.

    Raises StaleDataError when they became final meanwhile.
    """
    minutes = locked(meeting)
    if minutes is None:
        try:
            with db.session.begin_nested():
                db.session.execute(insert(Minutes), {"meeting_id": meeting.id, "edition": 1})
        except IntegrityError:  # somebody else began at the same moment
            pass
        minutes = locked(meeting)
    if minutes is None or not minutes.can_be_written:
        raise StaleDataError
    return minutes


def locked(meeting: Meeting) -> Minutes | None:
    wanted = select(Minutes).where(Minutes.meeting_id == meeting.id).with_for_update()
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def items_of(meeting_id: int) -> dict[int, AgendaItem]:
    """The items as they are now, behind the lock."""
    wanted = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position)
    found = db.session.scalars(wanted.execution_options(populate_existing=True))
    return {item.id: item for item in found}


def write(item: AgendaItem, text: str, base: Base, by_id: int) -> Wrote:
    """Take in what somebody wrote of an item."""
    text, beside = tidy(text), open_note(item.id, by_id)
    if text == item.notes:
        if beside is not None:
            beside.settle()
        return Wrote.SAME
    if beside is None:
        if mark(text) == base.was or (text and text in item.notes):  # untouched, or taken over by who was first
            return Wrote.SAME
        own_page = item.notes_by_id == by_id and bool(base.pen) and item.notes_pen == base.pen
        if base.edition == item.notes_edition or own_page:
            put(item, text, by_id, base.pen)
            return Wrote.KEPT
        beside = SideNote(agenda_item_id=item.id, person_id=by_id)
        db.session.add(beside)
    if beside.text != text:
        beside.text, beside.written_at = text, now()
    return Wrote.BESIDE


def put(item: AgendaItem, text: str, by_id: int, pen: str = "") -> None:
    item.notes, item.notes_at, item.notes_by_id, item.notes_pen = text, now(), by_id, pen
    item.notes_edition += 1


def open_note(item_id: int, person_id: int) -> SideNote | None:
    wanted = select(SideNote).where(SideNote.agenda_item_id == item_id, SideNote.person_id == person_id)
    return db.session.scalar(wanted.where(SideNote.settled_at.is_(None)))


def settle(item: AgendaItem, note: SideNote, how: Settle, by_id: int) -> None:
    """One text of two. What goes out of the item is kept too."""
    if note.settled_at is not None:  # pressed twice, or by two
        return
    if how == Settle.BOTH:
        put(item, together(item.notes, note.text), by_id)
    elif how == Settle.THIS:
        if item.notes:
            kept = SideNote(agenda_item_id=item.id, person_id=item.notes_by_id, text=item.notes, settled_at=now())
            db.session.add(kept)
        put(item, note.text, by_id)
    note.settle()


def together(first: str, second: str) -> str:
    """The one under the other; a line that both have stands there once."""
    there = set(first.splitlines())
    added = [line for line in second.splitlines() if not line.strip() or line not in there]
    return tidy(f"{first}\n\n{tidy(chr(10).join(added))}")
