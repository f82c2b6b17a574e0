"""Which meetings there are, and who can be invited to one."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, or_, select, true, tuple_
from sqlalchemy.orm import joinedload

from pact.access import Actor
from pact.dates import now
from pact.db import AnyRow, AnySelect, db
from pact.meetings import policy
from pact.meetings.events.models import Event
from pact.meetings.models import DatePoll, Invitee, Meeting
from pact.organisations.models import MemberRole, Membership, Organisation, Pillar
from pact.organisations.policy import is_current
from pact.people.models import Person
from pact.people.policy import coordinator
from pact.workgroups.models import Workgroup, WorkgroupMember
from pact.workgroups.queries import sits_now

A_PAGE = 50
MOST_COMING = 200


class Addressee(NamedTuple):
    """Somebody with an account who can be invited, and for whom they would come."""

    person_id: int
    organisation_id: int | None
    name: str
    email: str
    locale: str


# -- lists -----------------------------------------------------------------------------------------------------------


def _listed(person: Actor, of: str) -> AnySelect:
    """What this person sees; of one workgroup if that is asked, by the name in its address."""
    own = and_(Invitee.meeting_id == Meeting.id, Invitee.person_id == person.id, Invitee.withdrawn_at.is_(None))
    return (
        select(
            Meeting.id,
            Meeting.title,
            Meeting.day,
            Meeting.begins,
            Meeting.ends,
            Meeting.starts_at,
            Meeting.place,
            Meeting.online_url,
            Meeting.announced_at,
            Meeting.called_off_at,
            Workgroup.name.label("workgroup"),
            Invitee.answer,
        )
        .outerjoin(Workgroup, Workgroup.id == Meeting.workgroup_id)
        .outerjoin(Invitee, own)
        .where(policy.visible_to(person), Workgroup.slug == of if of else true())
    )


def coming(person: Actor, of: str = "") -> Sequence[AnyRow]:
    """What is still to come, first what has no day yet. Drafts too: their own."""
    wanted = _listed(person, of).where(or_(Meeting.ends_at.is_(None), Meeting.ends_at >= now()))
    wanted = wanted.where(or_(Meeting.called_off_at.is_(None), Meeting.called_off_at > now() - timedelta(days=14)))
    order = (Meeting.starts_at.is_not(None), Meeting.starts_at, Meeting.id)
    return db.session.execute(wanted.order_by(*order).limit(MOST_COMING)).all()


def past(person: Actor, before: tuple[datetime, int] | None = None, of: str = "") -> Sequence[AnyRow]:
    """What was, the last one first: one row more than a page shows, if there is more."""
    wanted = _listed(person, of).where(Meeting.ends_at < now(), Meeting.called_off_at.is_(None))
    if before is not None:
        wanted = wanted.where(tuple_(Meeting.starts_at, Meeting.id) < before)
    return db.session.execute(wanted.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(A_PAGE + 1)).all()


# -- one meeting -----------------------------------------------------------------------------------------------------


class Standing(NamedTuple):
    """What a person has to do with a meeting, and what hangs on it."""

    looks_after: bool
    writes_up: bool
    has_poll: bool
    has_page: bool  # for everybody, as an event


def with_standing(meeting_id: int, person: Actor) -> tuple[Meeting, Standing] | None:
    """A meeting that this person sees, and what they have to do with it: one question to the database."""
    asked = {"me": person.id, "meeting": meeting_id}
    row = db.session.execute(_standing(coordinator(person)), asked).one_or_none()
    return (row[0], Standing(*row[1:])) if row else None


@lru_cache(maxsize=2)
def _standing(coordinates: bool) -> AnySelect:
    """Built once for each kind of person: to build it takes longer than to ask it."""
    person = policy.somebody(coordinates)
    return (
        select(
            Meeting,
            _holds(policy.looked_after_by(person)),
            _holds(policy.written_up_by(person)),
            _holds(exists().where(DatePoll.meeting_id == Meeting.id)),
            _holds(exists().where(Event.meeting_id == Meeting.id)),
        )
        .where(Meeting.id == bindparam("meeting"), policy.visible_to(person))
        .options(joinedload(Meeting.workgroup))
    )


def _holds(rule: ColumnElement[bool]) -> ColumnElement[bool]:
    return case((rule, True), else_=False)


def invitees_of(meeting_id: int) -> Sequence[Invitee]:
    """Who is invited now, to write to them."""
    wanted = select(Invitee).where(Invitee.meeting_id == meeting_id, Invitee.withdrawn_at.is_(None))
    return db.session.scalars(wanted.options(joinedload(Invitee.meeting)).order_by(Invitee.id)).all()


# -- who can be invited ----------------------------------------------------------------------------------------------

CORE_GROUP, CONTACTS, AMBASSADORS = "kerngroep", "contactpersonen", "ambassadeurs"


def workgroups_of(person: Actor) -> Sequence[AnyRow]:
    """The workgroups for which this person may plan."""
    wanted = select(Workgroup.id, Workgroup.name).where(policy.places_to_plan(person))
    return db.session.execute(wanted.order_by(Workgroup.name)).all()


def at_partners(*columns: Any) -> AnySelect:
    """Everybody who works for a partner and can be written to, each once: the columns of a person, and minima."""
    return (
        select(*columns)
        .select_from(Person)
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(is_current(), Organisation.suspended_at.is_(None), *_reachable())
        .group_by(Person.id)
    )


def people_for(person: Actor) -> Sequence[AnyRow]:
    """Whom this person may know by name: the coordinator everybody at a partner, others their own workgroups."""
    wanted = at_partners(Person.id, Person.name, func.min(Organisation.name).label("place"))
    if not coordinator(person):
        own = select(WorkgroupMember.workgroup_id).where(WorkgroupMember.person_id == person.id, sits_now())
        fellows = select(WorkgroupMember.person_id).where(WorkgroupMember.workgroup_id.in_(own), sits_now())
        wanted = wanted.where(Person.id.in_(fellows))
    return db.session.execute(wanted.order_by(Person.name, Person.id)).all()


def addressees(groups: Collection[str], workgroup_ids: Collection[int], person_ids: Collection[int]) -> list[Addressee]:
    """Everybody in these groups and workgroups, and these people, each once."""
    wanted = at_partners(Person.id, func.min(Membership.organisation_id), Person.name, Person.email, Person.locale)
    seats = select(WorkgroupMember.person_id).where(WorkgroupMember.workgroup_id.in_(workgroup_ids), sits_now())
    chosen: list[ColumnElement[bool]] = [Person.id.in_(person_ids), Person.id.in_(seats)]
    if CORE_GROUP in groups:
        chosen.append(Organisation.pillar == Pillar.CORE_GROUP)
    if CONTACTS in groups:
        chosen.append(Membership.role == MemberRole.CONTACT_PERSON)
    if AMBASSADORS in groups:
        chosen.append(Membership.role == MemberRole.AMBASSADOR)
    rows = db.session.execute(wanted.where(or_(*chosen)).order_by(Person.name, Person.id))
    return [Addressee(*row) for row in rows]


def with_addresses(emails: Collection[str]) -> dict[str, Addressee]:
    """The accounts that have these addresses: who types one learns nothing of it."""
    wanted = select(Person.id, Person.name, Person.email, Person.locale).where(
        func.lower(Person.email).in_(emails), *_reachable()
    )
    return {
        row.email.lower(): Addressee(row.id, None, row.name, row.email, row.locale)
        for row in db.session.execute(wanted)
    }


def _reachable() -> tuple[ColumnElement[bool], ...]:
    return Person.active.is_(True), Person.activated_at.is_not(None)
