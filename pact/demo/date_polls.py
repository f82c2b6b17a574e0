"""A date poll of the demo town: the workgroup Event/bijeenkomsten looks for an evening with two guests."""

from datetime import time, timedelta

from sqlalchemy import select

from pact.dates import now
from pact.db import db
from pact.demo.meetings import workday
from pact.demo.workgroups import EVENT, SEATS
from pact.meetings import agendas
from pact.meetings.models import Invitee, Meeting, Preference
from pact.meetings.polls import answering, queries
from pact.meetings.polls.opening import open_poll
from pact.people.models import Person
from pact.wall_clock import When
from pact.workgroups.models import Workgroup

YES, MAYBE, NO = Preference.YES, Preference.IF_NEED_BE, Preference.NO

#: Who sits there and two who have no account. Joke and one guest said nothing yet.
GUESTS = ("Wietske Lakens", "Teun Tafelberg")
SAID = {"ivo": (YES, YES, NO), "gerrit": (NO, YES, YES), "riet": (MAYBE, YES, MAYBE), GUESTS[0]: (YES, MAYBE, NO)}


def build(people: dict[str, Person]) -> None:
    """Add the poll to the session."""
    event = db.session.scalars(select(Workgroup).where(Workgroup.slug == EVENT)).one()
    made = Meeting(title="Avond over laaggeletterdheid", workgroup_id=event.id, made_by_id=people["ivo"].id)
    made.place, made.announced_at = "Bibliotheek", now() - timedelta(days=3)
    db.session.add(made)
    db.session.flush()
    agendas.begin(made, "workgroup")
    poll = open_poll(made, _days(), workday(9))
    poll.opened_at = now() - timedelta(days=3)
    asked = {key: _asked(made, people[key].name, people[key].email, people[key].id) for key, _place in SEATS[EVENT]}
    asked |= {name: _asked(made, name, f"{name.split()[0].lower()}@example.nl") for name in GUESTS}
    db.session.flush()
    options = [option.id for option in queries.options_of(poll.id)]
    for who, said in SAID.items():
        note = "Liefst na zeven uur." if who in GUESTS else ""
        answering.answer(poll, asked[who], dict(zip(options, said, strict=True)), note)


def _days() -> list[When]:
    evening, afternoon = (time(19, 30), time(21)), (time(14), time(15, 30))
    return [When(workday(22), *evening), When(workday(24), *evening), When(workday(28), *afternoon)]


def _asked(meeting: Meeting, name: str, email: str, person_id: int | None = None) -> Invitee:
    row = Invitee(meeting_id=meeting.id, name=name, email=email, person_id=person_id, invited_at=meeting.announced_at)
    db.session.add(row)
    return row
