"""The next number of a decision: one after the other within a year, also when two people decide at once."""

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from pact.dates import today
from pact.db import db
from pact.meetings.minutes.models import Decision, DecisionYear
from pact.meetings.models import Meeting


def decide(meeting: Meeting, agenda_item_id: int | None, text: str, by_id: int | None) -> Decision:
    """A decision of this meeting, of the year in which it is held. Numbered in its own transaction or not at all."""
    made_on = meeting.day or today()
    made = Decision(
        year=made_on.year,
        number=_next(made_on.year),
        text=text,
        meeting_id=meeting.id,
        agenda_item_id=agenda_item_id,
        made_on=made_on,
        made_by_id=by_id,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _next(year: int) -> int:
    """The row of the year is held until the commit, so that a number that is given back is given out again."""
    count = update(DecisionYear).where(DecisionYear.year == year).values(last=DecisionYear.last + 1)
    given = db.session.scalar(count.returning(DecisionYear.last))
    if given is None:
        try:
            with db.session.begin_nested():
                db.session.execute(insert(DecisionYear), {"year": year, "last": 0})
        except IntegrityError:  # somebody else took the first one of the year
            pass
        given = db.session.scalar(count.returning(DecisionYear.last))
    return int(given or 0)
