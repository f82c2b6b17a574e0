"""A link with which somebody may answer once: made for an address, kept without it.

For letters of others about the same meeting (who registered for an event): `link_for(open_for(meeting_id), address)`.
One address has one ticket, however many letters say it. With the salt of the evaluation, which is replaced when it
closes, nobody can make it again.
"""

from collections.abc import Iterable
from datetime import timedelta
from random import SystemRandom

from sqlalchemy import delete, func, select, update

from pact.dates import today
from pact.db import db
from pact.keys import derived_token, new_token, token_hash
from pact.links import absolute_url
from pact.meetings.evaluations.models import Evaluation, EvaluationTicket

STAYS_OPEN = timedelta(days=14)


def open_for(meeting_id: int, by_id: int | None = None) -> Evaluation:
    """The evaluation of this meeting; open from now on, if it was not."""
    wanted = select(Evaluation).where(Evaluation.meeting_id == meeting_id).with_for_update()
    evaluation = db.session.scalar(wanted)
    if evaluation is None:
        evaluation = Evaluation(meeting_id=meeting_id, salt=new_token())
        db.session.add(evaluation)
    evaluation.open(today() + STAYS_OPEN, by_id)
    db.session.flush()
    return evaluation


def links_for(evaluation: Evaluation, addresses: Iterable[str]) -> dict[str, str]:
    """A link for each address. Tickets are stored in no order that tells whose they are."""
    tokens = {address: derived_token(f"{evaluation.salt} {address.strip().casefold()}") for address in addresses}
    hashes = {token_hash(token) for token in tokens.values()}
    wanted = select(EvaluationTicket.token_hash).where(EvaluationTicket.evaluation_id == evaluation.id)
    fresh = list(hashes.difference(db.session.scalars(wanted)))
    SystemRandom().shuffle(fresh)
    db.session.add_all(EvaluationTicket(token_hash=one, evaluation_id=evaluation.id) for one in fresh)
    db.session.flush()
    return {address: absolute_url("evaluations.answer", token=token) for address, token in tokens.items()}


def link_for(evaluation: Evaluation, address: str) -> str:
    return links_for(evaluation, [address])[address]


def spend(ticket: EvaluationTicket) -> bool:
    """Whether this ticket was still good. Of two presses at once, one gets a yes."""
    spent = db.session.execute(
        update(EvaluationTicket)
        .where(EvaluationTicket.token_hash == ticket.token_hash, EvaluationTicket.used_on.is_(None))
        .values(used_on=today())
        .returning(EvaluationTicket.token_hash)
    )
    return spent.first() is not None


def counted(evaluation_id: int) -> tuple[int, int]:
    """How many may answer, and how many did."""
    wanted = select(func.count(), func.count(EvaluationTicket.used_on))
    asked, answered = db.session.execute(wanted.where(EvaluationTicket.evaluation_id == evaluation_id)).one()
    return asked, answered


def tear_up(evaluation: Evaluation) -> None:
    """The evaluation is closed: no ticket is needed, and none can be made again."""
    db.session.execute(delete(EvaluationTicket).where(EvaluationTicket.evaluation_id == evaluation.id))
    evaluation.salt = new_token()
