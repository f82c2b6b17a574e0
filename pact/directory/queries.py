"""What the lists of the directory read: columns, not whole rows, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, select

from pact.access import Actor
from pact.db import db
from pact.directory.models import Service, ServiceTopic, Topic, is_paused
from pact.directory.policy import visible_to
from pact.organisations.models import MemberRole, Membership, Organisation
from pact.people.models import Person


class Recipient(NamedTuple):
    """An organisation that takes referrals, with what helps to choose it."""

    organisation_id: int
    slug: str
    name: str
    summary: str
    answers_within: int
    languages: list[str]
    phone: str
    address: str
    opening_hours: str
    is_paused: bool
    paused_until: date | None


class Offer(NamedTuple):
    """A service as the directory shows it."""

    name: str
    summary: str
    languages: list[str]
    working_days: list[int]
    answers_within: int
    takes_referrals: bool
    is_paused: bool
    paused_until: date | None
    topics: list[Topic]


@dataclass
class Entry:
    """An organisation as the directory shows it."""

    slug: str
    name: str
    kind: str
    phone: str
    address: str
    opening_hours: str
    offers: list[Offer] = field(default_factory=list)


_HAS_HANDLER = exists(
    select(Membership.id)
    .join(Person, Person.id == Membership.person_id)
    .where(Membership.organisation_id == Organisation.id, Membership.role == MemberRole.HANDLER)
    .where(Membership.ended_at.is_(None), Person.active, Person.activated_at.is_not(None))
)


def _about(topic: Topic) -> ColumnElement[bool]:
    return exists(select(ServiceTopic.id).where(ServiceTopic.service_id == Service.id, ServiceTopic.topic == topic))


def _recipients() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Organisation.id,
            Organisation.slug,
            Organisation.name,
            Service.summary,
            Service.answers_within,
            Service.languages,
            Organisation.phone,
            Organisation.address,
            Organisation.opening_hours,
            Service.paused_from,
            Service.paused_until,
        )
        .join(Service, Service.organisation_id == Organisation.id)
        .where(Organisation.suspended_at.is_(None), Service.takes_referrals, _HAS_HANDLER)
        .order_by(Organisation.name, Service.name)
    )


def _one_per_organisation(wanted: Select[*tuple[Any, ...]]) -> list[Recipient]:
    """An organisation may offer two services for one topic; the one that is open speaks for it."""
    chosen: dict[int, Recipient] = {}
    for row in db.session.execute(wanted):
        found = Recipient._make([*row[:9], is_paused(row.paused_from, row.paused_until), row.paused_until])
        held = chosen.get(found.organisation_id)
        if held is None or (held.is_paused and not found.is_paused):
            chosen[found.organisation_id] = found
    return list(chosen.values())


def recipients(topic: Topic | None = None, exclude_organisation_ids: Collection[int] = ()) -> list[Recipient]:
    """Who takes referrals about this topic (or about anything), by name. Those on pause are among them, marked."""
    wanted = _recipients().where(Organisation.id.not_in(exclude_organisation_ids))
    return _one_per_organisation(wanted.where(_about(topic)) if topic else wanted)


def recipient(organisation_id: int, topic: Topic | None = None) -> Recipient | None:
    """One organisation as a recipient, or None when it takes no referrals (about this topic)."""
    wanted = _recipients().where(Organisation.id == organisation_id)
    return next(iter(_one_per_organisation(wanted.where(_about(topic)) if topic else wanted)), None)


def recipient_by_slug(slug: str) -> Recipient | None:
    return next(iter(_one_per_organisation(_recipients().where(Organisation.slug == slug))), None)


def entries(person: Actor | None, topic: Topic | None = None, slug: str | None = None) -> list[Entry]:
    """The directory in two queries: who offers what, and about which topics each service is."""
    wanted = (
        select(
            Organisation.slug,
            Organisation.name.label("organisation"),
            Organisation.kind,
            Organisation.phone,
            Organisation.address,
            Organisation.opening_hours,
            Service.id,
            Service.name,
            Service.summary,
            Service.languages,
            Service.working_days,
            Service.answers_within,
            Service.takes_referrals,
            Service.paused_from,
            Service.paused_until,
        )
        .join(Service, Service.organisation_id == Organisation.id)
        .where(visible_to(person))
        .order_by(Organisation.name, Service.name)
    )
    if topic:
        wanted = wanted.where(_about(topic))
    if slug:
        wanted = wanted.where(Organisation.slug == slug)
    rows = db.session.execute(wanted).all()
    topics = _topics_of([row.id for row in rows])
    found: dict[str, Entry] = {}
    for row in rows:
        entry = found.setdefault(
            row.slug, Entry(row.slug, row.organisation, row.kind, row.phone, row.address, row.opening_hours)
        )
        entry.offers.append(
            Offer(
                row.name,
                row.summary,
                row.languages,
                row.working_days,
                row.answers_within,
                row.takes_referrals,
                is_paused(row.paused_from, row.paused_until),
                row.paused_until,
                topics[row.id],
            )
        )
    return list(found.values())


def _topics_of(service_ids: list[str]) -> dict[str, list[Topic]]:
    """The topics of each service, in the order of the question."""
    found: dict[str, list[Topic]] = defaultdict(list)
    rows = db.session.execute(
        select(ServiceTopic.service_id, ServiceTopic.topic).where(ServiceTopic.service_id.in_(service_ids))
    )
    for service_id, topic in rows:
        found[service_id].append(Topic(topic))
    order = list(Topic)
    for topics in found.values():
        topics.sort(key=order.index)
    return found
