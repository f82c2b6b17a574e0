"""Who said what about a meeting: the list, how many of each, and whom to remind."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from pact.dates import now
from pact.db import AnyRow, db
from pact.meetings.models import Answer, Invitee
from pact.organisations.models import Organisation
from pact.people.models import Person

#: Nobody is reminded more often.
BETWEEN_REMINDERS = timedelta(days=1)

LOADED = (joinedload(Invitee.meeting),)


class Counts(NamedTuple):
    """In people; `brought` are those whom somebody takes along, `places` what is taken of the capacity."""

    coming: int
    brought: int
    maybe: int
    declined: int
    silent: int
    waiting: int
    bounced: int

    @property
    def places(self) -> int:
        return self.coming + self.brought


class OnMeeting(NamedTuple):
    """What the page of a meeting says of answers, for one person."""

    counts: Counts
    answer: Answer | None  # None: not invited
    is_waiting: bool


def _sum(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((and_(*conditions), 1), else_=0)), 0)


def on_meeting(meeting_id: int, person_id: int) -> OnMeeting:
    """One question to the database, whatever the number of people."""
    coming = and_(Invitee.answer == Answer.ACCEPTED, Invitee.waiting_since.is_(None))
    own = Invitee.person_id == person_id
    row = db.session.execute(
        select(
            _sum(coming),
            _sum(coming, Invitee.plus_one.is_(True)),
            _sum(Invitee.answer == Answer.TENTATIVE),
            _sum(Invitee.answer == Answer.DECLINED),
            _sum(Invitee.answer == Answer.NEEDS_ACTION),
            _sum(Invitee.waiting_since.is_not(None)),
            _sum(Invitee.bounced_at.is_not(None)),
            func.max(case((own, Invitee.answer))),
            func.max(case((own, Invitee.waiting_since))),
        ).where(Invitee.meeting_id == meeting_id, Invitee.withdrawn_at.is_(None))
    ).one()
    said = Answer(row[7]) if row[7] else None
    return OnMeeting(Counts(*row[:7]), said, row[8] is not None)


def counted(rows: Sequence[AnyRow]) -> Counts:
    """The same of the rows of a list."""
    coming = [row for row in rows if row.answer == Answer.ACCEPTED and row.waiting_since is None]
    return Counts(
        coming=len(coming),
        brought=sum(row.plus_one for row in coming),
        maybe=sum(row.answer == Answer.TENTATIVE for row in rows),
        declined=sum(row.answer == Answer.DECLINED for row in rows),
        silent=sum(row.answer == Answer.NEEDS_ACTION for row in rows),
        waiting=sum(row.waiting_since is not None for row in rows),
        bounced=sum(row.bounced_at is not None for row in rows),
    )


def listed(meeting_id: int) -> Sequence[AnyRow]:
    """Everybody who is invited now, by name. Needs are sealed in it."""
    wanted = (
        select(
            Invitee.id,
            Invitee.person_id,
            Invitee.name,
            Invitee.email,
            Organisation.name.label("organisation"),
            Invitee.answer,
            Invitee.answered_at,
            Invitee.answered_by,
            Invitee.note,
            Invitee.plus_one,
            Invitee.needs_sealed,
            Invitee.waiting_since,
            Invitee.bounced_at,
            Invitee.reminded_at,
        )
        .outerjoin(Organisation, Organisation.id == Invitee.organisation_id)
        .where(Invitee.meeting_id == meeting_id, Invitee.withdrawn_at.is_(None))
        .order_by(func.lower(Invitee.name), Invitee.id)
    )
    return db.session.execute(wanted).all()


def invitee_of(meeting_id: int, *conditions: ColumnElement[bool]) -> Invitee | None:
    """Somebody who is invited now, as the row is now."""
    wanted = select(Invitee).where(Invitee.meeting_id == meeting_id, Invitee.withdrawn_at.is_(None), *conditions)
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def by_token_hash(token_hash: str) -> Invitee | None:
    """Whose link this is, also of who is not invited any more. An account that was closed takes its links along."""
    still_here = or_(Invitee.person_id.is_(None), Person.active)
    wanted = select(Invitee).outerjoin(Person, Person.id == Invitee.person_id)
    return db.session.scalar(wanted.where(Invitee.token_hash == token_hash, still_here).options(*LOADED))


def to_remind(meeting_id: int, before: datetime | None = None) -> Sequence[Invitee]:
    """Who has not answered, and was not reminded since then."""
    since = before or now() - BETWEEN_REMINDERS
    wanted = select(Invitee).where(
        Invitee.meeting_id == meeting_id,
        Invitee.withdrawn_at.is_(None),
        Invitee.invited_at.is_not(None),
        Invitee.answer == Answer.NEEDS_ACTION,
        or_(Invitee.reminded_at.is_(None), Invitee.reminded_at < since),
    )
    return db.session.scalars(wanted.order_by(Invitee.id)).all()
