"""What the pact did since a moment: each source is one function with one question to the database.

They all give the same columns, so that a page asks them in one go. Nothing here is about a resident. Of people only
ambassadors are named who said yes to their name on the site.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, String, Time, and_, case, cast, exists, literal, null, select
from sqlalchemy.types import TypeEngine

from pact.ambassadors.models import ShownName
from pact.ambassadors.queries import IS_AMBASSADOR
from pact.audit import AuditLine
from pact.dates import local, now
from pact.db import AnySelect
from pact.directory.models import Scheme, Service, ServiceStatus
from pact.marketplace import queries as marketplace
from pact.marketplace.models import Notice
from pact.meetings.events.models import Event
from pact.meetings.events.queries import is_public
from pact.meetings.minutes.models import Decision, Minutes
from pact.meetings.models import Meeting
from pact.organisations.models import Membership, Organisation
from pact.organisations.policy import is_current
from pact.people.models import Person

#: What a row tells, besides which source it is of and its number there.
COLUMNS: dict[str, TypeEngine[Any]] = {
    "title": String(200),
    "text": String(600),
    "name": String(120),  # of an organisation, or of a person who said yes to that
    "slug": String(60),
    "place": String(200),
    "day": Date(),
    "begins": Time(),
    "ends": Time(),
}
#: Deeds in the trail. «Klopt dit nog?» answered with yes is no news.
NEW, CHANGED = ("service_added", "scheme_added"), ("service_changed", "scheme_changed")


def _columns(source: str, number: Any, **told: Any) -> list[Any]:
    empty: dict[str, Any] = {name: cast(null(), kind) for name, kind in COLUMNS.items()}
    return [
        literal(source).label("source"),
        cast(number, String(40)).label("number"),
        *(column.label(name) for name, column in (empty | told).items()),
    ]


def _of_meeting() -> dict[str, Any]:
    return {
        "title": Meeting.title,
        "place": Meeting.place,
        "day": Meeting.day,
        "begins": Meeting.begins,
        "ends": Meeting.ends,
    }


def _goes_on() -> ColumnElement[bool]:
    return and_(Meeting.announced_at.is_not(None), Meeting.called_off_at.is_(None), Meeting.starts_at > now())


def events(_since: datetime) -> AnySelect:
    """What everybody can come to."""
    told = _of_meeting() | {"text": Event.for_whom, "slug": Event.slug}
    wanted = select(*_columns("event", Event.meeting_id, **told)).join(Meeting, Meeting.id == Event.meeting_id)
    return wanted.where(is_public(), _goes_on()).order_by(Meeting.starts_at, Meeting.id)


def meetings(_since: datetime) -> AnySelect:
    """Of the whole pact, and not for everybody."""
    told_already = exists().where(Event.meeting_id == Meeting.id, is_public())
    wanted = select(*_columns("meeting", Meeting.id, **_of_meeting()))
    of_the_pact = wanted.where(Meeting.workgroup_id.is_(None), _goes_on(), ~told_already)
    return of_the_pact.order_by(Meeting.starts_at, Meeting.id)


def partners(since: datetime) -> AnySelect:
    told = {"name": Organisation.name, "text": Organisation.about, "slug": Organisation.slug}
    wanted = select(*_columns("partner", Organisation.id, **told))
    joined = wanted.where(Organisation.suspended_at.is_(None), Organisation.joined_on >= local(since).date())
    return joined.order_by(Organisation.name, Organisation.id)


def ambassadors(since: datetime) -> AnySelect:
    """One row for each who came and still is; with a name where they said yes to that, in this time as ambassador."""
    agreed = and_(
        ShownName.person_id == Membership.person_id,
        ShownName.organisation_id == Membership.organisation_id,
        ShownName.agreed_at >= Membership.started_at,
        ShownName.withdrawn_at.is_(None),
    )
    named = exists().where(agreed)
    told = {"title": Organisation.name, "name": case((named, Person.name)), "slug": Organisation.slug}
    wanted = (
        select(*_columns("ambassador", Membership.id, **told))
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .join(Person, Person.id == Membership.person_id)
    )
    came = wanted.where(IS_AMBASSADOR, is_current(), Person.active, Person.activated_at.is_not(None))
    new = came.where(Organisation.suspended_at.is_(None), Membership.started_at > since)
    return new.order_by(Organisation.name, Membership.id)


def decisions(since: datetime) -> AnySelect:
    """Those of minutes that were sent round, and that nothing later replaced."""
    reference = literal("B-") + cast(Decision.year, String(4)) + "-" + cast(Decision.number, String(8))
    told = {"name": reference, "text": Decision.text, "day": Decision.made_on}
    wanted = select(*_columns("decision", Decision.id, **told))
    wanted = wanted.join(Minutes, Minutes.meeting_id == Decision.meeting_id)
    sent_round = wanted.where(Minutes.sent_at > since, Decision.superseded_by_id.is_(None))
    return sent_round.order_by(Decision.year, Decision.number)


def notices(since: datetime) -> AnySelect:
    told = {"title": Notice.title, "text": Notice.text, "name": Organisation.name, "day": Notice.ends_on}
    columns = _columns("notice", Notice.id, **told, slug=Notice.kind)
    placed = marketplace.placed_since(since).with_only_columns(*columns)
    return placed.order_by(Notice.kind, Notice.id)


def services(since: datetime) -> AnySelect:
    told = {
        "title": Service.name,
        "text": Service.summary,
        "name": Organisation.name,
        "slug": Organisation.slug,
        "place": case((_deed_at("service ", Service.id, NEW, since), "new")),
    }
    wanted = select(*_columns("service", Service.id, **told))
    offered = wanted.join(Organisation, Organisation.id == Service.organisation_id).where(
        Organisation.suspended_at.is_(None), Service.status == ServiceStatus.ACTIVE, Service.modified_at > since
    )
    return offered.where(_deed_at("service ", Service.id, NEW + CHANGED, since)).order_by(Service.name, Service.id)


def schemes(since: datetime) -> AnySelect:
    told = {
        "title": Scheme.name,
        "text": Scheme.gives,
        "name": Organisation.name,
        "slug": Scheme.slug,
        "place": case((_deed_at("scheme ", Scheme.id, NEW, since), "new")),
    }
    wanted = select(*_columns("scheme", Scheme.id, **told))
    given = wanted.join(Organisation, Organisation.id == Scheme.organisation_id).where(
        Organisation.suspended_at.is_(None), Scheme.modified_at > since
    )
    return given.where(_deed_at("scheme ", Scheme.id, NEW + CHANGED, since)).order_by(Scheme.name, Scheme.id)


def _deed_at(kind: str, id: Any, deeds: tuple[str, ...], since: datetime) -> ColumnElement[bool]:
    return exists().where(AuditLine.thing == literal(kind) + id, AuditLine.action.in_(deeds), AuditLine.at > since)


#: In the order in which they are offered.
ALL = (events, meetings, partners, ambassadors, decisions, notices, services, schemes)
