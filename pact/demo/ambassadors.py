"""The ambassadors of the demo town: one who just began, one who is well under way, and a practice that has none."""

from datetime import timedelta

from pact.ambassadors.models import Asked, Outcome, Pledge, Question, ShownName, Step, StepTaken
from pact.dates import now, today
from pact.db import db
from pact.organisations.models import Organisation
from pact.people.models import Person


def build(people: dict[str, Person], organisations: dict[str, Organisation]) -> None:
    """Add steps, pledges and questions to the session. Hanna of the library has all five steps before her."""
    wim, lucrato, library = people["wim"], organisations["lucrato"], organisations["bibliotheek"]
    for step in Step:
        db.session.add(
            StepTaken(person_id=wim.id, organisation_id=lucrato.id, step=step, taken_at=now() - timedelta(days=200))
        )
    db.session.add(ShownName(person_id=wim.id, organisation_id=lucrato.id, agreed_at=now() - timedelta(days=200)))
    kept = _pledge(lucrato, wim, "Wij geven elk jaar een avond over werk en geld.", -30)
    kept.end(Outcome.KEPT, "Er kwamen twintig mensen.", wim.id)
    kept.ended_at = now() - timedelta(days=28)
    db.session.add_all(
        [
            kept,
            _pledge(lucrato, wim, "Elke nieuwe collega hoort van het pact.", -2),
            _pledge(organisations["voedselbank"], people["lia"], "Wij laten elk kwartaal een partner meekijken.", 60),
        ]
    )
    _question(people, "Wie heeft in het voorjaar een zaal voor een avond met partners?", [library, lucrato])
    over = _question(people, "Willen jullie de folder over regelingen op de balie leggen?", [lucrato])
    over.asked_at = now() - timedelta(days=90)
    over.end("Op vier plekken ligt nu de folder.", people["fatma"].id)
    db.session.flush()


def _pledge(organisation: Organisation, by: Person, text: str, in_days: int) -> Pledge:
    """One that is late had its letter already."""
    day = today() + timedelta(days=in_days)
    made = now() - timedelta(days=120)
    return Pledge(
        organisation_id=organisation.id,
        text=text,
        status=Outcome.OPEN,
        made_by_id=by.id,
        made_at=made,
        follow_up_on=day,
        reminded_on=day if in_days < 0 else None,
    )


def _question(people: dict[str, Person], text: str, places: list[Organisation]) -> Question:
    """Wim answers; who else was asked did not yet."""
    made = Question(
        text=text,
        asked_at=now() - timedelta(days=3),
        asked_by_id=people["fatma"].id,
        answer_by=today() + timedelta(days=11),
    )
    made.asked = [Asked(organisation=place) for place in places]
    made.asked[-1].answer(True, "Dat kan bij ons.", people["wim"].id)
    db.session.add(made)
    return made
