"""Minutes of the demo town: of the two meetings that were, with decisions (one replaced) and what was agreed."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from pact.dates import now, today
from pact.db import db
from pact.meetings.minutes import actions
from pact.meetings.minutes.models import Decision, Minutes, Phase
from pact.meetings.minutes.numbers import decide
from pact.meetings.models import AgendaItem, Answer, Attendance, Invitee, Meeting
from pact.people.models import Person
from pact.workgroups.models import WorkgroupTask

SAID = (
    "Iedereen is welkom. De agenda is goed.",
    "Er zijn geen opmerkingen over het verslag van vorige keer.",
    "De meeste acties zijn klaar. Wat nog open staat, komt de volgende keer terug.",
    "Wij praten over een vaste plek voor de bijeenkomsten.\n\nDe bibliotheek heeft een zaal. Die is met de bus te "
    "bereiken en heeft een lift. Het dorpshuis is groter, maar kost geld.",
    "Wij sluiten op tijd.",
)


def build(people: dict[str, Person]) -> None:
    """Add them to the session. The older meeting comes first, so that a decision of the later one can replace its."""
    wanted = select(Meeting).where(Meeting.ends_at < now()).order_by(Meeting.starts_at)
    first, second = db.session.scalars(wanted)
    old = _written(first, people["fatma"], ["Wij komen twee keer per jaar bij elkaar."], now() - timedelta(days=40))[0]
    new = _written(
        second,
        people["ivo"],
        ["Wij komen vier keer per jaar bij elkaar.", "De volgende bijeenkomst is in de zaal van de bibliotheek."],
        now() - timedelta(days=6),
    )[0]
    old.give_way_to(new)
    items = _items(second)
    for what, key, day in (
        ("De zaal van de bibliotheek vragen", "ivo", today() + timedelta(days=6)),
        ("Een lijst maken van wie een kraam wil", "riet", today() + timedelta(days=12)),
        ("De kosten van het dorpshuis opzoeken", "gerrit", today() - timedelta(days=16)),
    ):
        _agreed(second, items[min(3, len(items) - 1)], what, people[key], day)
    done = _agreed(second, items[0], "De folders ophalen", people["joke"], today() - timedelta(days=2))
    done.finish(people["joke"].id)


def _items(meeting: Meeting) -> list[AgendaItem]:
    wanted = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.position)
    return list(db.session.scalars(wanted))


def _written(meeting: Meeting, writer: Person, decisions: list[str], at: datetime) -> list[Decision]:
    items = _items(meeting)
    for item, words in zip(items, SAID, strict=False):
        item.notes, item.notes_by_id, item.notes_at, item.notes_edition = words, writer.id, at, 1
    for invitee in db.session.scalars(select(Invitee).where(Invitee.meeting_id == meeting.id)):
        said_no = invitee.answer == Answer.DECLINED
        invitee.attendance = Attendance.EXCUSED if said_no else Attendance.PRESENT
    minutes = Minutes(meeting_id=meeting.id, guests="Tess van de bibliotheek", begun_at=at, status=Phase.FINAL)
    minutes.sent_at = minutes.final_at = at
    minutes.sent_by_id = minutes.final_by_id = writer.id
    db.session.add(minutes)
    return [decide(meeting, items[min(3, len(items) - 1)].id, words, writer.id) for words in decisions]


def _agreed(meeting: Meeting, item: AgendaItem, what: str, person: Person, due_on: date) -> WorkgroupTask:
    return actions.agree(meeting, item.id, what, f"p{person.id}", due_on, meeting.made_by_id)
