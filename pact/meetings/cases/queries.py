"""The cases of a meeting, its agenda item for one more, and the lessons by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, bindparam, delete, func, select

from pact.access import Actor
from pact.db import AnyRow, AnySelect, db
from pact.directory.models import Topic
from pact.meetings.cases import policy
from pact.meetings.cases.models import Case, Lesson
from pact.meetings.models import AgendaItem, ItemKind, Meeting
from pact.meetings.policy import coordinator, somebody

PAGE = 20
TITLE = "Casusbespreking"  # all that the agenda and the letters ever say of it


@dataclass(frozen=True)
class OnMeeting:
    """What the page of a meeting shows of cases to somebody."""

    takes_part: bool
    rows: Sequence[AnyRow]


def on_meeting(meeting: Meeting, person: Actor) -> OnMeeting:
    """The cases on the agenda, with topic and whether they are this person's; one question to the database."""
    asked = {"me": person.id, "meeting": meeting.id}
    takes_part = db.session.execute(_cases_of(coordinator(person)), asked).all()
    return OnMeeting(bool(takes_part), [row for row in takes_part if row.case_id is not None])


@lru_cache(maxsize=2)
def _cases_of(coordinates: bool) -> AnySelect:
    """Built once for each kind of person: to build it takes longer than to ask it."""
    return (
        select(Meeting.id, Case.id.label("case_id"), Case.topic, Case.made_by_id, Case.erased_at)
        .outerjoin(Case, Case.meeting_id == Meeting.id)
        .where(Meeting.id == bindparam("meeting"), policy.takes_part_in(somebody(coordinates)))
        .order_by(Case.id)
    )


def place_on_agenda(meeting: Meeting) -> AgendaItem:
    """An item for a case that has none yet, else a new one at the end."""
    taken = select(Case.item_id).where(Case.item_id.is_not(None), Case.erased_at.is_(None))
    free = select(AgendaItem).where(
        AgendaItem.meeting_id == meeting.id, AgendaItem.kind == ItemKind.CASE, AgendaItem.id.not_in(taken)
    )
    found = db.session.scalars(free.order_by(AgendaItem.position)).first()
    if found is not None:
        return found
    last = db.session.scalar(select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting.id))
    made = AgendaItem(meeting_id=meeting.id, position=0 if last is None else last + 1, kind=ItemKind.CASE, title=TITLE)
    db.session.add(made)
    db.session.flush()
    return made


def lessons_of(case_id: int) -> Sequence[Lesson]:
    return db.session.scalars(select(Lesson).where(Lesson.case_id == case_id).order_by(Lesson.id)).all()


@dataclass(frozen=True)
class Page:
    """Rows, and the key of the next page, or None at the end."""

    rows: Sequence[AnyRow]
    next_key: int | None


def lessons(visible: ColumnElement[bool], topic: Topic | None, after: int | None) -> Page:
    """From new to old."""
    wanted = select(Lesson.id, Lesson.topic, Lesson.look, Lesson.text, Lesson.month, Lesson.written_by_id).where(
        visible
    )
    if topic is not None:
        wanted = wanted.where(Lesson.topic == topic)
    if after is not None:
        wanted = wanted.where(Lesson.id < after)
    rows = db.session.execute(wanted.order_by(Lesson.id.desc()).limit(PAGE + 1)).all()
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def take_away(case: Case) -> None:
    """The case off the agenda, before the meeting: nothing of it is left. What was learned stays with its stub."""
    item = db.session.get(AgendaItem, case.item_id) if case.item_id else None
    case.erase()
    case.item_id = None
    if item is not None and not item.notes:
        db.session.flush()
        db.session.execute(delete(AgendaItem).where(AgendaItem.id == item.id))
