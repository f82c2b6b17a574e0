"""Whom a referral can be sent to: columns, not whole rows, in one query."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, select

from pact.db import db
from pact.directory.models import Service, ServiceStatus, ServiceTopic, Topic, is_paused
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


_HAS_HANDLER = exists(
    select(Membership.id)
    .join(Person, Person.id == Membership.person_id)
    .where(Membership.organisation_id == Organisation.id, Membership.role == MemberRole.HANDLER)
    .where(Membership.ended_at.is_(None), Person.active, Person.activated_at.is_not(None))
)


def about(topic: Topic) -> ColumnElement[bool]:
    """Services that help with this topic."""
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
        .where(Organisation.suspended_at.is_(None), Service.status == ServiceStatus.ACTIVE)
        .where(Service.takes_referrals, _HAS_HANDLER)
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
    return _one_per_organisation(wanted.where(about(topic)) if topic else wanted)


def recipient(organisation_id: int, topic: Topic | None = None) -> Recipient | None:
    """One organisation as a recipient, or None when it takes no referrals (about this topic)."""
    wanted = _recipients().where(Organisation.id == organisation_id)
    return next(iter(_one_per_organisation(wanted.where(about(topic)) if topic else wanted)), None)


def recipient_by_slug(slug: str) -> Recipient | None:
    return next(iter(_one_per_organisation(_recipients().where(Organisation.slug == slug))), None)
