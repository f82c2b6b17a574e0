"""What is on somebody's board, of all kinds in one question to the database: late, ending, coming, decided; and the
newsletter: how many texts came in, how it leaves, and who is asked to write."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Integer, String, Time, and_, case, cast, exists, literal, null, or_, select, union_all

from pact.access import Actor
from pact.covenants.agreements import queries as agreements
from pact.covenants.policy import coordinator as may_recruit
from pact.dates import now, today
from pact.db import AnyRow, AnySelect, db
from pact.meetings.minutes import lists
from pact.meetings.minutes.policy import takes_part
from pact.meetings.models import DatePoll, Invitee, Meeting
from pact.meetings.policy import coordinator
from pact.newsletter import queries as newsletter
from pact.newsletter.contributions.queries import WRITERS, calls_to

LATE, ENDING, COMING, DECIDED = "late", "ending", "coming", "decided"
NEWSLETTER, TO_WRITE = "newsletter", "to_write"
#: So long after its last day an action runs aground.
STUCK = timedelta(days=14)


def read(person: Actor, most: int, recent: timedelta) -> dict[str, Sequence[AnyRow]]:
    """Rows of a block: id, title, day, begins, ends, number (of a decision) and state (of an invitation)."""
    parts = [_part(COMING, _coming(person), most)]
    if coordinator(person):
        parts.append(_part(LATE, _padded(lists.late_actions(today() - STUCK)), most))
        parts.append(_part(NEWSLETTER, _counted(newsletter.on_the_board()), most))
    if may_recruit(person):
        parts.append(_part(ENDING, _padded(agreements.ending()), most))
    if takes_part(person) and not coordinator(person):  # who coordinates, reads them in the minutes
        parts.append(_part(DECIDED, lists.new_decisions(recent), most))
    writes_for = person.organisations_as(*WRITERS)
    if writes_for:
        parts.append(_part(TO_WRITE, _padded(calls_to(writes_for)), most))
    rows = db.session.execute(union_all(*parts)).all()
    blocks = (LATE, ENDING, COMING, DECIDED, NEWSLETTER, TO_WRITE)
    return {block: [row for row in rows if row.block == block] for block in blocks}


def _part(block: str, wanted: AnySelect, most: int) -> AnySelect:
    """A branch of its own, so that each block has its own order and its own end."""
    rows = wanted.limit(most).subquery()
    columns = zip(("id", "title", "day", "begins", "ends", "number", "state"), rows.c, strict=True)
    return select(literal(block).label("block"), *(column.label(name) for name, column in columns))


def _padded(wanted: AnySelect) -> AnySelect:
    """Of which only number, words and day are known."""
    nothing = (cast(null(), Time).label("b"), cast(null(), Time).label("e"), cast(null(), Integer).label("n"))
    return wanted.add_columns(*nothing, cast(null(), String(20)).label("s"))


def _counted(wanted: AnySelect) -> AnySelect:
    """Of which number, words, day, a count and a state are known."""
    id, words, day, count, state = wanted.selected_columns
    times = (cast(null(), Time).label("b"), cast(null(), Time).label("e"))
    return wanted.with_only_columns(id, words, day, *times, count.label("n"), state.label("s"))


def _coming(person: Actor) -> AnySelect:
    """To which somebody is invited; what has no day yet is a date poll, as long as that is open."""
    polled = exists().where(DatePoll.meeting_id == Meeting.id, DatePoll.closed_at.is_(None))
    return (
        select(
            Meeting.id,
            Meeting.title,
            Meeting.day,
            Meeting.begins,
            Meeting.ends,
            cast(null(), Integer).label("n"),
            case((Meeting.day.is_(None), "poll"), else_=Invitee.answer).label("s"),
        )
        .join(Invitee, Invitee.meeting_id == Meeting.id)
        .where(Invitee.person_id == person.id, Invitee.withdrawn_at.is_(None), Invitee.invited_at.is_not(None))
        .where(Meeting.announced_at.is_not(None), Meeting.called_off_at.is_(None))
        .where(or_(Meeting.ends_at >= now(), and_(Meeting.day.is_(None), polled)))
        .order_by(Meeting.starts_at.is_not(None), Meeting.starts_at, Meeting.id)
    )
