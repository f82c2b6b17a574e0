"""One evening for everybody in the demo town, in six weeks, with thirty people who registered; some wait."""

from datetime import time, timedelta

from sqlalchemy import select

from pact.dates import now, today
from pact.db import db
from pact.demo.workgroups import EVENT, SEATS
from pact.meetings.events.models import Event, Registration
from pact.meetings.models import AgendaItem, Answer, AnsweredBy, Invitee, Meeting
from pact.people.models import Person
from pact.wall_clock import When
from pact.workgroups.models import Workgroup

TITLE = "Samen rondkomen: proef en praat mee"
WORDS = """\
Geldzorgen komen vaker voor dan je denkt. Op deze avond hoor je wie er in Heerde helpt, en hoe jij iemand op weg helpt.

## Wat gaan we doen
- Samen soep eten
- Luisteren naar iemand die het zelf meemaakte
- Aan tafels praten met organisaties uit het dorp

Je hoeft niets mee te nemen. Iedereen is welkom.
"""
PROGRAMME = (("Inloop met soep", "", 30), ("Welkom", "Ivo Timmer", 10), ("Een verhaal uit het dorp", "", 30),
             ("Aan tafel met organisaties", "", 60), ("Wat neem je mee?", "Joke Prins", 20))  # fmt: skip
PLACES = 47
FIRST = ("Aafje", "Boris", "Cato", "Dirk", "Evi", "Floor", "Guus", "Hilde", "Imke", "Jelle")
LAST = ("Appelboom", "Bloempot", "Citroen")
PLACES_OF_WORK = ("", "Kerk De Ark", "Sportclub Heerde", "", "Basisschool De Bron")


def build(people: dict[str, Person]) -> None:
    """Add the evening to the session: published, nearly full, with a waiting list."""
    group = db.session.scalars(select(Workgroup).where(Workgroup.slug == EVENT)).one()
    held = Meeting(title=TITLE, workgroup_id=group.id, made_by_id=people["ivo"].id)
    held.arrange(When(today() + timedelta(days=42), time(19), time(21, 30)), "Dorpshuis De Brink, grote zaal", "")
    held.announced_at = now() - timedelta(days=15)
    db.session.add(held)
    db.session.flush()
    for position, (title, presenter, minutes) in enumerate(PROGRAMME):
        item = AgendaItem(meeting_id=held.id, position=position, title=title, presenter=presenter, duration=minutes)
        db.session.add(item)
    for key, _place in SEATS[EVENT]:
        row = Invitee(meeting_id=held.id, person_id=people[key].id, name=people[key].name, email=people[key].email)
        row.invited_at = held.announced_at
        row.say(Answer.ACCEPTED, AnsweredBy.LINK)
        db.session.add(row)
    event = Event(
        meeting=held,
        slug="samen-rondkomen-proef-en-praat-mee",
        introduction=WORDS,
        for_whom="Voor iedereen die in Heerde mensen helpt, als vrijwilliger of voor het werk.",
        places=PLACES,
        registration_until=today() + timedelta(days=40),
        made_by_id=people["ivo"].id,
    )
    event.publish()
    db.session.add(event)
    db.session.flush()
    _register(event)


def _register(event: Event) -> None:
    """The last six come with four: two places are left, which is too few for each of them."""
    taken = 0
    for number, (last, first) in enumerate((last, first) for last in LAST for first in FIRST):
        seats = 4 if number >= 24 else 1 + number % 3
        made = Registration(
            meeting_id=event.meeting_id,
            name=f"{first} {last}",
            email=f"{first}.{last}@voorbeeld.example".lower(),
            organisation=PLACES_OF_WORK[number % 5],
            seats=seats,
            made_at=now() - timedelta(days=12, hours=-8 * number),
        )
        made.needs = {3: "Geen vlees", 11: "Een plek voor een rolstoel"}.get(number, "")
        fits = taken + seats <= PLACES
        taken += seats if fits else 0
        made.confirm(has_place=fits)
        made.confirmed_at = made.made_at
        if not fits:
            made.waiting_since = made.made_at
        db.session.add(made)
    db.session.flush()
