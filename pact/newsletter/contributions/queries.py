"""Who was asked and what they answered; what was handed in; whom a letter of this room goes to."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from pact.dates import now
from pact.db import AnyRow, AnySelect, db
from pact.newsletter.models import Call, Contribution, Issue
from pact.newsletter.queries import is_open
from pact.organisations.models import MemberRole, Membership, Organisation
from pact.people.models import Person

#: Not more often than this is one organisation reminded.
REMIND_AGAIN = timedelta(days=7)
WRITERS = (MemberRole.CONTACT_PERSON, MemberRole.AMBASSADOR)


class Standing(StrEnum):
    """Of an organisation, for one issue."""

    HANDED_IN = "handed_in"
    DECLINED = "declined"
    SILENT = "silent"
    NOT_ASKED = "not_asked"


def is_partner() -> ColumnElement[bool]:
    """In the network: it signed, and takes part."""
    return and_(Organisation.suspended_at.is_(None), Organisation.joined_on.is_not(None))


def _writes() -> ColumnElement[bool]:
    """Somebody who can be written to for their organisation."""
    here = (Membership.organisation_id == Organisation.id, Membership.ended_at.is_(None), Membership.role.in_(WRITERS))
    return exists().where(*here, Person.id == Membership.person_id, Person.active, Person.activated_at.is_not(None))


def partners(issue_id: int) -> Sequence[AnyRow]:
    """Every partner and whoever was asked, by name: the call, how many texts came in, whether a letter would arrive."""
    count = (
        select(Contribution.organisation_id, func.count().label("texts"))
        .where(Contribution.issue_id == issue_id)
        .group_by(Contribution.organisation_id)
        .subquery()
    )
    wanted = (
        select(
            Organisation.id,
            Organisation.name,
            Call.id.label("call_id"),
            Call.asked_at,
            Call.reminded_at,
            Call.declined_at,
            func.coalesce(count.c.texts, 0).label("texts"),
            or_(_writes(), Organisation.email != "").label("is_reachable"),
        )
        .outerjoin(Call, (Call.organisation_id == Organisation.id) & (Call.issue_id == issue_id))
        .outerjoin(count, count.c.organisation_id == Organisation.id)
        .where(or_(is_partner(), and_(Organisation.suspended_at.is_(None), Call.id.is_not(None))))
        .order_by(Organisation.name, Organisation.id)
    )
    return db.session.execute(wanted).all()


def standing_of(row: AnyRow) -> Standing:
    """Who hands something in without being asked has answered too."""
    if row.texts:
        return Standing.HANDED_IN
    if row.declined_at:
        return Standing.DECLINED
    return Standing.SILENT if row.call_id else Standing.NOT_ASKED


def to_ask(rows: Sequence[AnyRow]) -> list[AnyRow]:
    return [row for row in rows if standing_of(row) == Standing.NOT_ASKED and row.is_reachable]


def to_remind(rows: Sequence[AnyRow]) -> list[AnyRow]:
    """Who gave no answer and was not reminded this week."""
    return [row for row in rows if standing_of(row) == Standing.SILENT and row.is_reachable and _is_long_ago(row)]


def _is_long_ago(row: AnyRow) -> bool:
    return row.reminded_at is None or row.reminded_at <= now() - REMIND_AGAIN


def silent() -> ColumnElement[bool]:
    """Of a call: nothing came for this issue, by whatever way, and nobody said «deze keer niets»."""
    came = exists().where(Contribution.issue_id == Call.issue_id, Contribution.organisation_id == Call.organisation_id)
    return and_(Call.declined_at.is_(None), ~came)


def handed_in(issue_id: int) -> Sequence[AnyRow]:
    """In the order in which they came."""
    wanted = (
        select(
            Contribution.id,
            Contribution.title,
            Contribution.changed_at,
            Contribution.photo_id,
            Contribution.returned_at,
            Contribution.taken_at,
            Contribution.left_out_at,
            Organisation.name,
        )
        .join(Organisation, Organisation.id == Contribution.organisation_id)
        .where(Contribution.issue_id == issue_id)
        .order_by(Contribution.id)
    )
    return db.session.execute(wanted).all()


def texts_of(organisation_ids: Sequence[int], *conditions: ColumnElement[bool]) -> Sequence[Contribution]:
    """What these organisations handed in, the newest last, with the issue it is for."""
    wanted = select(Contribution).where(Contribution.organisation_id.in_(organisation_ids), *conditions)
    loaded = (joinedload(Contribution.issue), joinedload(Contribution.organisation))
    return db.session.scalars(wanted.order_by(Contribution.id).options(*loaded)).all()


def by_token_hash(hashed: str, *, lock: bool) -> Call | None:
    """Who writes waits for who changes the same issue."""
    wanted = select(Call).join(Call.issue).join(Call.organisation)
    wanted = wanted.where(Call.token_hash == hashed, Organisation.suspended_at.is_(None))
    if lock:
        wanted = wanted.with_for_update(of=Issue)
    return db.session.scalar(wanted.options(joinedload(Call.issue), joinedload(Call.organisation)))


def call_of(issue_id: int, organisation_id: int) -> Call | None:
    return db.session.scalar(select(Call).where(Call.issue_id == issue_id, Call.organisation_id == organisation_id))


def writers_at(organisation_id: int) -> Sequence[Person]:
    """Contact persons and ambassadors, each once."""
    here = exists().where(
        Membership.person_id == Person.id,
        Membership.organisation_id == organisation_id,
        Membership.ended_at.is_(None),
        Membership.role.in_(WRITERS),
    )
    wanted = select(Person).where(here, Person.active, Person.activated_at.is_not(None))
    return db.session.scalars(wanted.order_by(Person.id)).all()


def calls_to(organisation_ids: Sequence[int]) -> AnySelect:
    """For «Vandaag»: for which issue one of these organisations is asked and did not answer."""
    wanted = select(Issue.id, Issue.title, Issue.closes_on).join(Call, Call.issue_id == Issue.id).distinct()
    return wanted.where(Call.organisation_id.in_(organisation_ids), is_open(), silent()).order_by(Issue.id)


def silent_calls(issue_id: int, organisation_ids: Sequence[int]) -> Sequence[Call]:
    """What these organisations were asked and did not answer."""
    wrote = exists().where(Contribution.issue_id == issue_id, Contribution.organisation_id == Call.organisation_id)
    mine = (Call.issue_id == issue_id, Call.organisation_id.in_(organisation_ids))
    return db.session.scalars(select(Call).where(*mine, Call.declined_at.is_(None), ~wrote)).all()


def asked_for(issue_id: int, organisation_ids: Sequence[int]) -> int | None:
    """This issue, when it is being made and one of these organisations was asked for it."""
    asked = exists().where(Call.issue_id == Issue.id, Call.organisation_id.in_(organisation_ids))
    return db.session.scalar(select(Issue.id).where(Issue.id == issue_id, is_open(), asked))
