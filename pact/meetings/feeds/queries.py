"""Which meetings a feed holds, and whether anything in it changed since somebody last looked."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, SQLColumnExpression, and_, bindparam, func, literal, null, or_, select

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


def _seats(person_id: SQLColumnExpression[int]) -> AnySelect:
    return select(WorkgroupMember.workgroup_id).where(WorkgroupMember.person_id == person_id, sits_now())


def _shown_to(person_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """What they are invited to, and what their workgroups do. Who waits for a place has no appointment yet."""
    invited = select(Invitee.meeting_id).where(
        Invitee.person_id == person_id,
        Invitee.withdrawn_at.is_(None),
        Invitee.invited_at.is_not(None),
        Invitee.waiting_since.is_(None),
    )
    return and_(
        Meeting.announced_at.is_not(None),
        Meeting.ends_at > bindparam("past"),
        or_(Meeting.called_off_at.is_(None), Meeting.called_off_at > bindparam("called_off")),
        or_(Meeting.id.in_(invited), Meeting.workgroup_id.in_(_seats(person_id))),
    )


def _reader() -> SQLColumnExpression[int]:
    """Whose feed it is, found once and not for each meeting. Nobody, for a link that does not work."""
    wanted = select(FeedKey.person_id).join(Person, Person.id == FeedKey.person_id)
    return wanted.where(
        FeedKey.token_hash == bindparam("token_hash"), Person.active, Person.activated_at.is_not(None)
    ).scalar_subquery()


def _state(of_one: bool) -> AnySelect:
    reader = _reader()
    group = (Workgroup.id, Workgroup.name) if of_one else (null(), null())
    wanted = select(
        reader,
        *group,
        func.count(Meeting.id),
        func.coalesce(func.sum(Meeting.id), 0),
        # goes up with every change; a meeting that comes or goes changes the other two
        func.coalesce(func.sum(Meeting.edition), 0),
        func.max(Meeting.changed_at),
    )
    if not of_one:
        return wanted.where(_shown_to(reader))
    own = and_(Meeting.workgroup_id == Workgroup.id, _shown_to(reader))
    wanted = wanted.select_from(Workgroup).outerjoin(Meeting, own)
    return wanted.where(Workgroup.slug == bindparam("slug"), Workgroup.id.in_(_seats(reader))).group_by(*group)


def _meetings() -> AnySelect:
    wanted = select(*COLUMNS).where(_shown_to(bindparam("person_id", type_=Integer)))
    return wanted.order_by(Meeting.starts_at, Meeting.id)


#: Built once: programs ask all day, and mostly hear that it is still the same.
_STATE, _STATE_OF_ONE, _MEETINGS = _state(of_one=False), _state(of_one=True), _meetings()
_MEETINGS_OF_ONE = _MEETINGS.where(Meeting.workgroup_id == bindparam("workgroup_id"))


def _since() -> dict[str, datetime]:
    moment = now()
    return {"past": moment - PAST, "called_off": moment - CALLED_OFF}


def state(token_hash: str, slug: str | None = None) -> State | None:
    """One question, whatever is in the feed. Nothing once the account is closed, or the link is stopped or renewed.

    With a `slug` the meetings of one workgroup, for who sits in it now.
    """
    asked = _since() | {"token_hash": token_hash}
    wanted = _STATE if slug is None else _STATE_OF_ONE
    row = db.session.execute(wanted, asked if slug is None else asked | {"slug": slug}).one_or_none()
    return State(*row) if row and row[0] is not None else None


def meetings(state: State) -> Sequence[AnyRow]:
    asked = _since() | {"person_id": state.person_id}
    if state.workgroup_id is None:
        return db.session.execute(_MEETINGS, asked).all()
    return db.session.execute(_MEETINGS_OF_ONE, asked | {"workgroup_id": state.workgroup_id}).all()


def workgroups_of(person_id: int) -> Sequence[AnyRow]:
    """Those that have a feed for this person."""
    wanted = select(Workgroup.slug, Workgroup.name).where(Workgroup.id.in_(_seats(literal(person_id))))
    return db.session.execute(wanted.where(Workgroup.ended_at.is_(None)).order_by(Workgroup.name)).all()
