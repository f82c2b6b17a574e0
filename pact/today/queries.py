"""What waits for one person, read from every room: seven rows a block at most, so six show and «toon alle» knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from pact.access import Actor
from pact.ambassadors import queries as ambassadors
from pact.covenants.policy import coordinator as may_recruit
from pact.covenants.recruiting import queries as recruiting
from pact.dates import now, today
from pact.db import AnyRow, db
from pact.meetings.minutes import lists
from pact.organisations import needs
from pact.organisations.models import MemberRole, Organisation
from pact.referrals import queries as referrals
from pact.referrals.models import AdviceQuestion
from pact.referrals.policy import SENDS, may_advise
from pact.today import noticeboard

MOST = 6
RECENT = timedelta(days=14)


@dataclass(frozen=True)
class Block:
    """Rows of one block, and whether there are more."""

    rows: Sequence[AnyRow]
    has_more: bool


def _block(rows: Sequence[AnyRow]) -> Block:
    return Block(rows[:MOST], len(rows) > MOST)


def to_do(person: Actor) -> Block:
    return _block(referrals.waiting_for(person, MOST + 1))


def sent(person: Actor) -> Block:
    return _block(referrals.sent_by(person, MOST + 1, now() - RECENT))


def drafts(person: Actor) -> Block:
    return _block(referrals.drafts_of(person, MOST + 1) if person.organisations_as(*SENDS) else [])


def tasks(person: Actor) -> Block:
    """From meetings and in workgroups. The coordinator has blocks enough, and finds them under «Acties»."""
    return _block([] if may_advise(person) else lists.tasks_of(person, MOST + 1))


def stuck(person: Actor) -> Block:
    """For the coordinator: what is late, by reference and date only."""
    return _block(referrals.stuck(today(), MOST + 1) if may_advise(person) else [])


def calls(person: Actor) -> Block:
    """For the coordinator: whom to call this week, the oldest first."""
    return _block(recruiting.due(MOST + 1) if may_recruit(person) else [])


def board(person: Actor) -> dict[str, Block]:
    """What is late or ends, what the newsletter has (for the coordinator), which meetings come, what was decided."""
    return {block: _block(rows) for block, rows in noticeboard.read(person, MOST + 1, RECENT).items()}


def lacking(person: Actor) -> Block:
    """For the coordinator: partners in which nobody holds a role that is needed."""
    return _block(needs.lacking(most=MOST + 1) if may_advise(person) else [])


def steps(person: Actor) -> Block:
    """For an ambassador: where the first steps are not all taken."""
    return _block(ambassadors.places_with_open_steps(person) if person.organisations_as("ambassador") else [])


def asked(person: Actor) -> Block:
    """For an ambassador: «gevraagd van jou», still without an answer."""
    return _block(ambassadors.unanswered(person, MOST + 1) if person.organisations_as("ambassador") else [])


def pledges(person: Actor) -> Block:
    """For an ambassador: what was promised and is to be looked back on."""
    return _block(ambassadors.due_pledges_of(person, MOST + 1) if person.organisations_as("ambassador") else [])


def succession(person: Actor) -> Block:
    """For a contact person: where nobody is ambassador."""
    mine = person.organisations_as("contact_person")
    found = needs.lacking(Organisation.id.in_(mine)) if mine else []
    return _block([row for row in found if row.role == MemberRole.AMBASSADOR])


_QUESTIONS = (
    select(AdviceQuestion.reference, AdviceQuestion.asked_at, AdviceQuestion.urgent, Organisation.name)
    .join(Organisation, Organisation.id == AdviceQuestion.organisation_id)
    .where(AdviceQuestion.answered_at.is_(None))
    .order_by(AdviceQuestion.urgent.desc(), AdviceQuestion.id)
    .limit(MOST + 1)
)


def questions(person: Actor) -> Block:
    """«Wie kan hier helpen?», still without an answer."""
    return _block(db.session.execute(_QUESTIONS).all() if may_advise(person) else [])
