"""The page on which minutes are written: per item the words, what was written beside them, decisions and actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from pact.dates import now
from pact.db import AnyRow
from pact.meetings.minutes import queries, writing
from pact.meetings.minutes.forms import ItemForm, offered
from pact.meetings.minutes.models.decision import reference_of
from pact.meetings.models import ItemKind, Meeting


class Decided(NamedTuple):
    id: int
    reference: str
    text: str
    later: str  # the reference of what replaced it


class Agreed(NamedTuple):
    id: int
    what: str
    name: str | None
    due_on: date | None
    done_at: datetime | None
    is_carried: bool


@dataclass
class Outcomes:
    """What came of an item, or of the meeting outside its items."""

    decisions: list[Decided] = field(default_factory=list)
    actions: list[Agreed] = field(default_factory=list)


def outcomes_of(rows: Sequence[AnyRow], meeting_id: int) -> tuple[dict[int | None, Outcomes], list[Agreed]]:
    """By item; and what earlier meetings left open."""
    found: dict[int | None, Outcomes] = {}
    carried: list[Agreed] = []
    for row in rows:
        here = found.setdefault(row.agenda_item_id, Outcomes()) if row.meeting_id == meeting_id else Outcomes()
        if row.kind == "addendum":
            continue
        if row.kind == "decision":
            later = reference_of(row.later_year, row.later_number) if row.later_year else ""
            here.decisions.append(Decided(row.id, reference_of(row.year, row.number), row.text, later))
            continue
        is_carried = row.meeting_id != meeting_id
        (carried if is_carried else here.actions).append(
            Agreed(row.id, row.text, row.name, row.day, row.done_at, is_carried)
        )
    return found, carried


@dataclass(frozen=True)
class Beside:
    """An item as one writer has it before them: what stands there, and what was written beside it."""

    item: AnyRow
    text: str  # in their field
    edition: int
    mine: AnyRow | None
    others: Sequence[AnyRow]
    earlier: Sequence[AnyRow]

    @property
    def was(self) -> str:
        return writing.mark(self.text)

    @property
    def reads_other(self) -> bool:
        """Somebody else wrote what stands there, and it is not what is in this field."""
        return self.item.notes != self.text and bool(self.item.notes or self.mine)


def beside(item: AnyRow, notes: Sequence[AnyRow], person_id: int) -> Beside:
    own = [note for note in notes if note.agenda_item_id == item.id]
    still_open = [note for note in own if note.settled_at is None]
    mine = next((note for note in still_open if note.person_id == person_id), None)
    return Beside(
        item,
        mine.text if mine else item.notes,
        writing.BESIDE if mine else item.notes_edition,
        mine,
        [note for note in still_open if note is not mine],
        [note for note in own if note.settled_at is not None],
    )


@dataclass(frozen=True)
class Place:
    """One item on the page."""

    beside: Beside
    form: ItemForm
    outcomes: Outcomes

    @property
    def item(self) -> AnyRow:
        return self.beside.item


@dataclass(frozen=True)
class Board:
    places: Sequence[Place]
    loose: Outcomes  # of items that are no longer on the agenda
    carried: Sequence[Agreed]
    attendees: Sequence[AnyRow]
    writers: Sequence[str]

    @property
    def has_list(self) -> bool:
        """Whether the agenda has an item for the list of actions."""
        return any(place.item.kind == ItemKind.ACTIONS for place in self.places)


def prefix(item_id: int) -> str:
    return f"i{item_id}-"


def lay(meeting: Meeting, person_id: int) -> Board:
    rows, notes = queries.items(meeting.id), queries.side_notes(meeting.id)
    found, carried = outcomes_of(queries.outcomes(meeting, carried=True), meeting.id)
    people = offered(queries.owners(meeting))
    places = []
    for row in rows:
        there = beside(row, notes, person_id)
        form = ItemForm(prefix=prefix(row.id), data={"notes": there.text})
        form.who.choices = people
        places.append(Place(there, form, found.pop(row.id, Outcomes())))
    loose = Outcomes()
    for rest in found.values():
        loose.decisions += rest.decisions
        loose.actions += rest.actions
    return Board(places, loose, carried, queries.attendees(meeting.id), writers(rows, person_id))


def writers(rows: Sequence[AnyRow], person_id: int) -> list[str]:
    """Who else saved something just now."""
    since = now() - writing.NOW
    recent = [row for row in rows if row.notes_at and row.notes_at > since and row.notes_by_id != person_id]
    return sorted({row.writer for row in recent if row.writer})


def said_of(item_id: int, typed: Mapping[str, str]) -> writing.Base:
    """On top of what this page wrote an item."""
    own = {name: typed.get(f"{prefix(item_id)}{name}", "") for name in ("edition", "was")}
    return writing.Base.of(own | {"pen": typed.get("pen", "")})
