"""What the pages of this room list: ambassadors, their steps, what was promised, and what was asked."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import joinedload

from pact.access import Actor
from pact.ambassadors.models import Asked, Outcome, Pledge, Question, ShownName, Step, StepTaken
from pact.dates import today
from pact.db import AnyRow, AnySelect, db
from pact.organisations.models import MemberRole, Membership, Organisation
from pact.organisations.policy import is_current
from pact.people.models import Person

IS_AMBASSADOR = Membership.role == MemberRole.AMBASSADOR


def ambassadors_of(organisation_id: int) -> Sequence[AnyRow]:
    """Who is now, by date, and then who was before."""
    wanted = (
        select(Person.id, Person.name, Person.activated_at, Membership.started_at, Membership.ended_at)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id, IS_AMBASSADOR)
        .order_by(Membership.ended_at.is_not(None), Membership.started_at, Membership.id)
    )
    return db.session.execute(wanted).all()


def names_shown(organisation_ids: Collection[int]) -> Mapping[int, list[str]]:
    """The ambassadors of these organisations who came: an empty list where all keep their name to themselves.

    A yes holds for the time as ambassador in which it was said.
    """
    agreed = and_(
        ShownName.person_id == Membership.person_id,
        ShownName.organisation_id == Membership.organisation_id,
        ShownName.agreed_at >= Membership.started_at,
        ShownName.withdrawn_at.is_(None),
    )
    wanted = (
        select(Membership.organisation_id, case((ShownName.id.is_not(None), Person.name)).label("name"))
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(ShownName, agreed)
        .where(Membership.organisation_id.in_(organisation_ids), IS_AMBASSADOR, is_current())
        .where(Person.active, Person.activated_at.is_not(None))
        .order_by(Membership.started_at, Membership.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for organisation_id, name in db.session.execute(wanted):
        found[organisation_id] += [name] if name and name not in found[organisation_id] else []
    return found


def shown_name(person_id: int, organisation_id: int) -> ShownName | None:
    """The yes that stands."""
    wanted = (
        select(ShownName)
        .join(
            Membership,
            and_(
                Membership.person_id == ShownName.person_id,
                Membership.organisation_id == ShownName.organisation_id,
                Membership.started_at <= ShownName.agreed_at,
            ),
        )
        .where(ShownName.person_id == person_id, ShownName.organisation_id == organisation_id)
        .where(ShownName.withdrawn_at.is_(None), IS_AMBASSADOR, is_current())
    )
    return db.session.scalars(wanted).first()


@dataclass(frozen=True)
class Progress:
    """A step of somebody's, and since when it is behind them."""

    step: Step
    is_taken: bool
    day: date | None


def steps_of(person_id: int, organisation_id: int) -> list[Progress]:
    """All five in their order. A telephone number in one's own data is a profile filled in."""
    known = select(StepTaken.step, StepTaken.day).where(
        StepTaken.person_id == person_id, StepTaken.organisation_id == organisation_id
    )
    taken = {Step(step): day for step, day in db.session.execute(known)}
    if Step.PROFILE not in taken and db.session.scalar(select(Person.phone).where(Person.id == person_id)):
        taken[Step.PROFILE] = None
    return [Progress(step, step in taken, taken.get(step)) for step in Step]


def step_of(person_id: int, organisation_id: int, step: Step) -> StepTaken | None:
    mine = (StepTaken.person_id == person_id, StepTaken.organisation_id == organisation_id)
    return db.session.scalar(select(StepTaken).where(*mine, StepTaken.step == step))


def places_with_open_steps(person: Actor) -> Sequence[AnyRow]:
    """For «Vandaag»: where this person is ambassador and not yet through the first steps, and how many are left."""
    taken = func.count(StepTaken.id)
    no_profile = func.max(case((StepTaken.step == Step.PROFILE, 1), else_=0)) == 0
    by_phone = case((and_(no_profile, Person.phone != ""), 1), else_=0)
    mine = and_(StepTaken.organisation_id == Organisation.id, StepTaken.person_id == Person.id)
    wanted = (
        select(Organisation.slug, Organisation.name, (len(Step) - taken - by_phone).label("left"))
        .join(Person, Person.id == person.id)
        .outerjoin(StepTaken, mine)
        .where(Organisation.id.in_(person.organisations_as("ambassador")))
        .group_by(Organisation.id, Organisation.slug, Organisation.name, Person.phone)
        .having(taken + by_phone < len(Step))
        .order_by(Organisation.name)
    )
    return db.session.execute(wanted).all()


def pledges_of(organisation_id: int) -> Sequence[Pledge]:
    """What is still to come first, the soonest on top; then what ended, newest first."""
    wanted = select(Pledge).where(Pledge.organisation_id == organisation_id)
    is_over = Pledge.status != Outcome.OPEN
    ended_last = (is_over, Pledge.ended_at.desc(), Pledge.follow_up_on, Pledge.id)
    return db.session.scalars(wanted.order_by(*ended_last).limit(50)).all()


def _due() -> AnySelect:
    return (
        select(Pledge.id, Pledge.text, Pledge.follow_up_on, Organisation.name, Organisation.slug)
        .join(Organisation, Organisation.id == Pledge.organisation_id)
        .where(Pledge.status == Outcome.OPEN, Pledge.follow_up_on <= today(), Organisation.suspended_at.is_(None))
        .order_by(Pledge.follow_up_on, Pledge.id)
    )


def due_pledges(most: int | None = None) -> Sequence[AnyRow]:
    """Of all organisations: the day to look has come, and nobody said how it went."""
    return db.session.execute(_due().limit(most)).all()


def due_pledges_of(person: Actor, most: int) -> Sequence[AnyRow]:
    mine = person.organisations_as("ambassador")
    return db.session.execute(_due().where(Pledge.organisation_id.in_(mine)).limit(most)).all()


def asked_of(organisation_id: int) -> Sequence[Asked]:
    """What one organisation was asked, newest first."""
    wanted = select(Asked).where(Asked.organisation_id == organisation_id).options(joinedload(Asked.question))
    return db.session.scalars(wanted.order_by(Asked.id.desc()).limit(50)).all()


def unanswered(person: Actor, most: int) -> Sequence[AnyRow]:
    """For «Vandaag»: what this ambassador was asked and did not answer yet."""
    wanted = (
        select(Asked.id, Question.text, Question.answer_by, Organisation.name)
        .join(Question, Question.id == Asked.question_id)
        .join(Organisation, Organisation.id == Asked.organisation_id)
        .where(Asked.organisation_id.in_(person.organisations_as("ambassador")))
        .where(Asked.answered_at.is_(None), Question.ended_at.is_(None))
    )
    return db.session.execute(wanted.order_by(Question.answer_by, Asked.id).limit(most)).all()


def questions(most: int) -> Sequence[AnyRow]:
    """For the coordinator: open ones first, with how many answered."""
    asked, answered = func.count(Asked.id).label("asked"), func.count(Asked.answered_at).label("answered")
    wanted = (
        select(Question.id, Question.text, Question.asked_at, Question.answer_by, Question.ended_at, asked, answered)
        .outerjoin(Asked, Asked.question_id == Question.id)
        .group_by(Question.id, Question.text, Question.asked_at, Question.answer_by, Question.ended_at)
        .order_by(Question.ended_at.is_not(None), Question.id.desc())
    )
    return db.session.execute(wanted.limit(most)).all()


def answers_to(question_id: int) -> Sequence[Asked]:
    wanted = select(Asked).join(Organisation).where(Asked.question_id == question_id)
    return db.session.scalars(wanted.options(joinedload(Asked.organisation)).order_by(Organisation.name)).all()


def organisations_with(*conditions: ColumnElement[bool]) -> Sequence[AnyRow]:
    """Organisations that have an ambassador who came, with their names, one row each."""
    wanted = (
        select(
            Organisation.id, Organisation.slug, Organisation.name, Person.name.label("person"), Membership.started_at
        )
        .join(Membership, and_(Membership.organisation_id == Organisation.id, IS_AMBASSADOR, is_current()))
        .join(Person, and_(Person.id == Membership.person_id, Person.active, Person.activated_at.is_not(None)))
        .where(Organisation.suspended_at.is_(None), *conditions)
    )
    return db.session.execute(wanted.order_by(Organisation.name, Membership.started_at)).all()
