"""Which meetings a feed holds, and whether anything in it changed since somebody last looked."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, literal, or_, select

from pact.dates import now
from pact.db import AnyRow, AnySelect, db
from pact.meetings.entries import COLUMNS
from pact.meetings.models import FeedKey, Invitee, Meeting
from pact.people.models import Person
from pact.workgroups.models import Workgroup, WorkgroupMember
from pact.workgroups.queries import sits_now

#: How long what was stays in a calendar, and how long it says that something is called off.
PAST, CALLED_OFF = timedelta(days=365), timedelta(days=30)


class State(NamedTuple):
    """Whose feed it is, of which workgroup if of one, and what changes as soon as anything in it does."""

    person_id: int
    workgroup_id: int | None
    workgroup: str | None
    meetings: int
    sum_of_ids: int
    sum_of_editions: int
    changed_at: datetime | None


def state(token_hash: str, slug: str | None = None) -> State | None:
    """One question, whatever is in the feed. Nothing once the account is closed, or the link is stopped or renewed.

    With a `slug` the meetings of one workgroup, for who sits in it now.
    """
    of_group = Workgroup.slug == slug if slug is not None else literal(False)
    shown = shown_to(FeedKey.person_id)
    if slug is not None:
        shown = and_(shown, Meeting.workgroup_id == Workgroup.id)
    wanted = (
        select(
            FeedKey.person_id,
            Workgroup.id,
            Workgroup.name,
            func.count(Meeting.id),
            func.coalesce(func.sum(Meeting.id), 0),
            # goes up with every change; a meeting that comes or goes changes the other two
            func.coalesce(func.sum(Meeting.edition), 0),
            func.max(Meeting.changed_at),
        )
        .join(Person, Person.id == FeedKey.person_id)
        .outerjoin(Workgroup, and_(of_group, Workgroup.id.in_(_seats(FeedKey.person_id))))
        .outerjoin(Meeting, shown)
        .where(FeedKey.token_hash == token_hash, Person.active, Person.activated_at.is_not(None))
        .group_by(FeedKey.person_id, Workgroup.id, Workgroup.name)
    )
    row = db.session.execute(wanted).one_or_none()
    if row is None or (slug is not None and row[1] is None):
        return None
    return State(*row)


def meetings(state: State) -> Sequence[AnyRow]:
    wanted = select(*COLUMNS).where(shown_to(literal(state.person_id)))
    if state.workgroup_id is not None:
        wanted = wanted.where(Meeting.workgroup_id == state.workgroup_id)
    return db.session.execute(wanted.order_by(Meeting.starts_at, Meeting.id)).all()


def shown_to(person_id: ColumnElement[int] | Any) -> ColumnElement[bool]:
    """What they are invited to, and what their workgroups do. Who waits for a place has no appointment yet."""
    invited = select(Invitee.meeting_id).where(
        Invitee.person_id == person_id,
        Invitee.withdrawn_at.is_(None),
        Invitee.invited_at.is_not(None),
        Invitee.waiting_since.is_(None),
    )
    moment = now()
    return and_(
        Meeting.announced_at.is_not(None),
        Meeting.ends_at > moment - PAST,
        or_(Meeting.called_off_at.is_(None), Meeting.called_off_at > moment - CALLED_OFF),
        or_(Meeting.id.in_(invited), Meeting.workgroup_id.in_(_seats(person_id))),
    )


def _seats(person_id: ColumnElement[int] | Any) -> AnySelect:
    return select(WorkgroupMember.workgroup_id).where(WorkgroupMember.person_id == person_id, sits_now())


def workgroups_of(person_id: int) -> Sequence[AnyRow]:
    """Those that have a feed for this person."""
    wanted = select(Workgroup.slug, Workgroup.name).where(Workgroup.id.in_(_seats(literal(person_id))))
    return db.session.execute(wanted.where(Workgroup.ended_at.is_(None)).order_by(Workgroup.name)).all()
