"""A meeting of the demo town with few places: full, one waits, one wrote why not, and one letter came back."""

from datetime import time, timedelta

from sqlalchemy import func, select

from pact.dates import now
from pact.db import db
from pact.demo.meetings import workday
from pact.meetings import agendas
from pact.meetings.models import Answer, AnsweredBy, Invitee, Meeting
from pact.organisations.models import Membership
from pact.people.models import Person
from pact.wall_clock import When

YES, MAYBE, NO, SILENT = Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED, Answer.NEEDS_ACTION
#: Who, what they said, and a word with it.
SAID = (
    ("hanna", YES, ""),
    ("lia", YES, "Ik kom met de bus, iets na zevenen"),
    ("chantal", YES, ""),
    ("joke", YES, ""),
    ("gerrit", MAYBE, "Eerst een vergadering"),
    ("els", NO, "Dan is de winkel open"),
    ("daan", YES, ""),  # it was full by then
    ("anna", SILENT, ""),
    ("piet", SILENT, ""),
)


def _place_of(person: Person) -> int | None:
    return db.session.scalar(select(func.min(Membership.organisation_id)).where(Membership.person_id == person.id))


def build(people: dict[str, Person]) -> None:
    """Add the meeting to the session."""
    made = Meeting(title="Workshop: in gesprek over geld", made_by_id=people["fatma"].id, capacity=5)
    made.purpose = "Oefenen met een trainer. Er is soep en brood."
    made.arrange(When(workday(24), time(19), time(21)), "Bibliotheek, leeszaal", "")
    made.announced_at = now() - timedelta(days=6)
    made.answer_before = workday(20)
    db.session.add(made)
    db.session.flush()
    agendas.begin(made, "theme")
    for key, answer, note in SAID:
        row = Invitee(meeting_id=made.id, person_id=people[key].id, name=people[key].name, email=people[key].email)
        row.invited_at, row.organisation_id = made.announced_at, _place_of(people[key])
        db.session.add(row)
        db.session.flush()
        if answer != SILENT:
            row.say(answer, AnsweredBy.CALENDAR if key == "joke" else AnsweredBy.LINK, note)
        if key == "lia":
            row.plus_one = True
            row.needs = "Vegetarisch, geen noten"
        elif key == "daan":
            row.waiting_since = now() - timedelta(days=1)
        elif key == "piet":
            row.bounced_at = now() - timedelta(days=5)
    db.session.flush()
