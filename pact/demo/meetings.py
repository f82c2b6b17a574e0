"""Meetings of the demo town: one of the whole pact and one of a workgroup to come, and one of each that was."""

from datetime import date, time, timedelta

from sqlalchemy import select

from pact.dates import is_working_day, now, today
from pact.db import db
from pact.demo.workgroups import EVENT, HOUSE, SEATS
from pact.meetings import agendas
from pact.meetings.models import Answer, AnsweredBy, Invitee, Meeting
from pact.meetings.series.planning import begin
from pact.meetings.series.rules import choices
from pact.people.models import Person
from pact.wall_clock import When
from pact.workgroups.models import Workgroup

PACT = ("lia", "chantal", "els", "piet", "samira", "mieke", "olga", "gerrit", "riet", "fatma")


def build(people: dict[str, Person]) -> None:
    """Add the meetings to the session."""
    event = db.session.scalars(select(Workgroup).where(Workgroup.slug == EVENT)).one()
    members = tuple(key for key, _place in SEATS[EVENT])
    _meeting(people, PACT, "Kerngroepoverleg", 18, time(13, 30), time(15, 30), "Gemeentehuis, raadzaal")
    _meeting(people, members, "Overleg Event/bijeenkomsten", 9, time(10), time(11, 30), "Triada, zaal 2", event)
    _meeting(people, PACT, "Kerngroepoverleg", -45, time(13, 30), time(15, 30), "Gemeentehuis, raadzaal")
    _meeting(people, members, "Overleg Event/bijeenkomsten", -21, time(10), time(11, 30), "Triada, zaal 2", event)
    _comes_back(people)


def _comes_back(people: dict[str, Person]) -> None:
    """Every other week, four times; once on another day."""
    house = db.session.scalars(select(Workgroup).where(Workgroup.slug == HOUSE)).one()
    members = tuple(key for key, _place in SEATS[HOUSE])
    title, place = "Overleg Samen onder een dak", "Kledingbank de Cirkel"
    first = _meeting(people, members, title, 12, time(19, 30), time(21), place, house)
    assert first.day is not None  # noqa: S101
    days = [first.day + timedelta(weeks=2 * number) for number in range(1, 4)]
    series = begin(first, choices(first.day)[1].rule, days, people[members[0]].id)
    last = db.session.scalars(select(Meeting).where(Meeting.series_id == series.id, Meeting.slot_on == days[-1])).one()
    last.arrange(When(days[-1] + timedelta(days=1), time(19, 30), time(21)), place, "")


def workday(days: int) -> date:
    """About so many days from today, and no weekend or holiday."""
    day = today() + timedelta(days=days)
    while not is_working_day(day):
        day += timedelta(days=1 if days > 0 else -1)
    return day


def _meeting(
    people: dict[str, Person],
    invited: tuple[str, ...],
    title: str,
    days: int,
    begins: time,
    ends: time,
    place: str,
    workgroup: Workgroup | None = None,
) -> Meeting:
    caller = people[invited[0] if workgroup else "fatma"]
    made = Meeting(title=title, workgroup_id=workgroup.id if workgroup else None, made_by_id=caller.id)
    made.arrange(When(workday(days), begins, ends), place, "")
    made.announced_at = now() - timedelta(days=max(0, -days) + 12)
    made.answer_before = workday(days) - timedelta(days=2)
    db.session.add(made)
    db.session.flush()
    agendas.begin(made, "workgroup" if workgroup else "pact")
    for number, key in enumerate(invited):
        row = Invitee(meeting_id=made.id, person_id=people[key].id, name=people[key].name, email=people[key].email)
        row.invited_at = made.announced_at
        if number % 4 != 3:
            row.say(Answer.DECLINED if number == 5 else Answer.ACCEPTED, AnsweredBy.LINK)
        db.session.add(row)
    db.session.flush()
    return made
