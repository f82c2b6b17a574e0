"""In the demo town: a theme poll with an outcome and one that runs, what people thought of a meeting, and a case."""

from datetime import timedelta

from sqlalchemy import Select, select

from pact.dates import now, today
from pact.db import db
from pact.directory.models import Topic
from pact.keys import DataKey
from pact.meetings.cases import queries
from pact.meetings.cases.models import Case, Lesson, Look, first_of_month
from pact.meetings.evaluations import answers, tickets
from pact.meetings.models import Meeting
from pact.meetings.themes import ballots
from pact.meetings.themes.models import Theme, ThemePoll, ThemeVoter
from pact.people.models import Person

THEMES = (
    ("Energie", "Wat helpt tegen een hoge rekening?"),
    ("Praten over geld", "Hoe begin je erover, zonder schaamte?"),
    ("Toeslagen", "Wat is er, en hoe vraag je het aan?"),
    ("Jongeren en schulden", "Wat werkt voor wie net 18 is?"),
)
VOTES = {"anna": (0, 1), "chantal": (1, 2), "els": (1,), "hanna": (1, 3), "ivo": (0,), "lia": (1, 2)}
THOUGHT = (
    (5, "Ik weet nu wie ik kan bellen.", "Meer tijd voor de casus."),
    (4, "Bijzondere bijstand kan ook voor een koelkast.", ""),
    (4, "", "Begin iets later, dan haal ik het na mijn werk."),
    (3, "Een paar nieuwe gezichten.", "De zaal was koud."),
    (5, "Wij doen te veel los van elkaar.", ""),
    (4, "", "Graag de agenda een week eerder."),
)
LESSONS = {
    Look.SCHEMES: "Bijzondere bijstand kan ook voor een kapotte koelkast. Vraag het aan voordat je koopt.",
    Look.APPROACH: "Bel eerst, en stuur dan pas een brief. Drie brieven in een week gaven vooral stress.",
    Look.POLICY: "De wachttijd voor een eerste gesprek is te lang. De coördinator bespreekt dit met de gemeente.",
}


def build(people: dict[str, Person]) -> None:
    """Add them to the session."""
    _poll(people, "Welke themabijeenkomsten wil je dit najaar?", -30, "Wij doen een avond over praten over geld.")
    _poll(people, "Welke themabijeenkomsten wil je komend voorjaar?", 12)
    held = list(db.session.scalars(_meetings().where(Meeting.starts_at < now()).order_by(Meeting.starts_at)))
    coming = db.session.scalars(_meetings().where(Meeting.starts_at > now()).order_by(Meeting.starts_at)).first()
    if held:
        _thoughts(held[0])
        _lessons(held[0])
    if coming is not None:
        _case(coming, people["chantal"])


def _meetings() -> Select[Meeting]:
    return select(Meeting).where(Meeting.workgroup_id.is_(None), Meeting.announced_at.is_not(None))


def _poll(people: dict[str, Person], question: str, days: int, outcome: str = "") -> None:
    poll = ThemePoll(
        question=question,
        last_day=today() + timedelta(days=days),
        asked_by_id=people["fatma"].id,
        asked_at=now() + timedelta(days=days - 14),
        themes=[Theme(title=title, sentence=sentence) for title, sentence in THEMES],
    )
    asked = [person for person in people.values() if person.active]
    ballots.hand_out(poll, [person.id for person in asked])
    voters = {row.person_id: row for row in db.session.scalars(select(ThemeVoter).filter_by(poll_id=poll.id))}
    for number, (key, chosen) in enumerate(VOTES.items()):
        if outcome or number < 2:
            idea = "Laaggeletterdheid" if number == 1 else ""
            ballots.vote(voters[people[key].id], [poll.themes[index].id for index in chosen], idea)
    db.session.flush()
    if outcome:
        ballots.count(poll)
        poll.conclude(outcome, people["fatma"].id)


def _thoughts(meeting: Meeting) -> None:
    evaluation = tickets.open_for(meeting.id, meeting.made_by_id)
    for worth, takes_along, better in THOUGHT:
        answers.keep(evaluation, worth, takes_along, better)
    db.session.flush()
    answers.close(evaluation)


def _lessons(meeting: Meeting) -> None:
    """Of a case that is gone."""
    case = Case(meeting_id=meeting.id, topic=Topic.DEBT, data_key=DataKey.make())
    case.month = first_of_month()
    db.session.add(case)
    db.session.flush()
    case.erase()
    for look, text in LESSONS.items():
        db.session.add(Lesson(case_id=case.id, topic=Topic.DEBT, look=look, text=text))


def _case(meeting: Meeting, person: Person) -> None:
    case = Case(meeting_id=meeting.id, made_by_id=person.id, data_key=DataKey.make())
    case.tell(
        Topic.DEBT,
        "Een ouder met een paar kinderen heeft huurschuld. De post blijft dicht, uit angst voor nog een rekening.",
        "Een brief en een huisbezoek. Samen de post openen hielp even.",
        "Hoe houden wij contact zonder dat het nog meer stress geeft?",
    )
    case.item_id = queries.place_on_agenda(meeting).id
    db.session.add(case)
    db.session.flush()
