"""The answers of nobody in particular: kept, mixed when the questions close, and shown from five up."""

from dataclasses import dataclass
from random import SystemRandom

from sqlalchemy import delete, select

from pact.dates import now
from pact.db import db
from pact.keys import new_token
from pact.meetings.evaluations import tickets
from pact.meetings.evaluations.models import ENOUGH, Evaluation, EvaluationAnswer


@dataclass(frozen=True)
class Outcome:
    """What there is to read. The texts of the two questions are mixed apart, so that no two can be put together."""

    count: int
    worth: dict[int, int]
    takes_along: list[str]
    better: list[str]


def keep(evaluation: Evaluation, worth: int, takes_along: str, better: str) -> None:
    db.session.add(EvaluationAnswer(evaluation_id=evaluation.id, worth=worth, takes_along=takes_along, better=better))


def close(evaluation: Evaluation) -> None:
    """Nobody answers any more. All answers are written anew in one go, so that not even a database knows an order."""
    if evaluation.closed_at is not None:
        return
    evaluation.closed_at = now()
    tickets.tear_up(evaluation)
    said = EvaluationAnswer.evaluation_id == evaluation.id
    rows = list(
        db.session.execute(
            select(EvaluationAnswer.worth, EvaluationAnswer.takes_along, EvaluationAnswer.better).where(said)
        )
    )
    SystemRandom().shuffle(rows)
    db.session.execute(delete(EvaluationAnswer).where(said))
    db.session.add_all(
        EvaluationAnswer(id=new_token(), evaluation_id=evaluation.id, worth=w, takes_along=t, better=b)
        for w, t, b in rows
    )


def outcome(evaluation: Evaluation) -> Outcome | None:
    """Nothing while people can answer (who reads it twice would see who came in between), and nothing below five."""
    if evaluation.closed_at is None:
        return None
    wanted = select(EvaluationAnswer.worth, EvaluationAnswer.takes_along, EvaluationAnswer.better)
    rows = db.session.execute(wanted.where(EvaluationAnswer.evaluation_id == evaluation.id)).all()
    if len(rows) < ENOUGH:
        return None
    worth = {step: sum(row.worth == step for row in rows) for step in range(5, 0, -1)}
    return Outcome(
        len(rows),
        worth,
        sorted((row.takes_along for row in rows if row.takes_along), key=str.casefold),
        sorted((row.better for row in rows if row.better), key=str.casefold),
    )
