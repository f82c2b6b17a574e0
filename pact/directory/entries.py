"""What the pages of the directory read: organisations with what they offer, in a fixed number of queries.

A confidential location is left out here, in the question to the database, so that no page can show it by mistake.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, select, true

from pact.access import Actor
from pact.dates import today
from pact.db import AnySelect, db
from pact.directory import opening
from pact.directory.models import Location, Schedule, Service, ServiceStatus, ServiceTopic, Topic, is_paused
from pact.directory.opening import Stretch
from pact.directory.policy import visible_to
from pact.directory.queries import about
from pact.directory.villages import serves
from pact.organisations.models import Organisation

STALE_AFTER = timedelta(days=183)


class Asked(NamedTuple):
    """What somebody wants to see."""

    topic: Topic | None = None
    village: str | None = None
    language: str | None = None
    open_today: bool = False
    words: str = ""


ALL = Asked()


class Place(NamedTuple):
    name: str
    address: str
    post_code: str
    city: str


@dataclass
class Offer:
    """A service as the directory shows it."""

    id: str
    name: str
    summary: str
    description: str
    alert: str
    languages: list[str]
    working_days: list[int]
    answers_within: int
    takes_referrals: bool
    paused_from: date | None
    paused_until: date | None
    costs: str
    conditions: str
    documents: str
    url: str
    email: str
    phone: str
    villages: list[str]
    assured_on: date | None
    topics: list[Topic] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    has_secret_place: bool = False

    @property
    def is_paused(self) -> bool:
        return is_paused(self.paused_from, self.paused_until)

    @property
    def is_stale(self) -> bool:
        return is_stale(self.assured_on)

    @property
    def hours(self) -> list[str]:
        return opening.in_words(self.stretches, today())

    @property
    def opens_next(self) -> str:
        return "" if self.is_paused else opening.next_opening_in_words(self.stretches)


@dataclass
class Entry:
    """An organisation as the directory shows it."""

    organisation_id: int
    slug: str
    name: str
    kind: str
    phone: str
    address: str
    opening_hours: str
    about: str
    villages: list[str]
    website: str
    offers: list[Offer] = field(default_factory=list)


def is_stale(assured_on: date | None) -> bool:
    """Whether nobody said for half a year that it is true."""
    return assured_on is None or assured_on < today() - STALE_AFTER


_ORGANISATION = (
    Organisation.id.label("organisation_id"),
    Organisation.slug.label("organisation_slug"),
    Organisation.name.label("organisation_name"),
    Organisation.kind.label("organisation_kind"),
    Organisation.phone.label("organisation_phone"),
    Organisation.address.label("organisation_address"),
    Organisation.opening_hours.label("organisation_hours"),
    Organisation.about.label("organisation_about"),
    Organisation.villages.label("organisation_villages"),
    Organisation.website.label("organisation_website"),
)
_OFFER = (
    Service.id,
    Service.name,
    Service.summary,
    Service.description,
    Service.alert,
    Service.languages,
    Service.working_days,
    Service.answers_within,
    Service.takes_referrals,
    Service.paused_from,
    Service.paused_until,
    Service.costs,
    Service.conditions,
    Service.documents,
    Service.url,
    Service.email,
    Service.phone,
    Service.villages,
    Service.assured_on,
)


def listed(person: Actor | None, asked: Asked = ALL, which: ColumnElement[bool] | None = None) -> list[Entry]:
    """Organisations with the services that fit, by name. Two queries: who offers what, and when it is open."""
    wanted: AnySelect = (
        select(*_ORGANISATION, *_OFFER)
        .join(Service, Service.organisation_id == Organisation.id)
        .where(visible_to(person), Service.status == ServiceStatus.ACTIVE, true() if which is None else which)
        .order_by(Organisation.name, Service.name)
    )
    if asked.topic:
        wanted = wanted.where(about(asked.topic))
    rows = [row for row in db.session.execute(wanted) if _fits(row.villages, row.languages, asked)]
    stretches = _stretches_of([row.id for row in rows])
    found: dict[str, Entry] = {}
    for row in rows:
        if asked.open_today and (
            is_paused(row.paused_from, row.paused_until) or not opening.is_open_today(stretches[row.id])
        ):
            continue
        entry = found.setdefault(row.organisation_slug, Entry(*row[: len(_ORGANISATION)]))
        offer = Offer(*row[len(_ORGANISATION) :])
        offer.stretches = stretches[row.id]
        entry.offers.append(offer)
    return list(found.values())


def one(person: Actor | None, slug: str) -> Entry | None:
    """One organisation with all there is to tell: four queries."""
    entry = next(iter(listed(person, which=Organisation.slug == slug)), None)
    if entry is not None:
        fill(entry.offers)
    return entry


def fill(offers: list[Offer]) -> None:
    """Add the topics and the places that may be known."""
    ids = [offer.id for offer in offers]
    topics, places = _topics_of(ids), _places_of(ids)
    for offer in offers:
        offer.topics = topics[offer.id]
        offer.places = [place for place in places[offer.id] if place is not None]
        offer.has_secret_place = None in places[offer.id]


def _fits(villages: list[str], languages: list[str], asked: Asked) -> bool:
    return serves(villages, asked.village) and (asked.language is None or asked.language in languages)


def _stretches_of(service_ids: Collection[str]) -> dict[str, list[Stretch]]:
    found: dict[str, list[Stretch]] = defaultdict(list)
    rows = db.session.execute(
        select(
            Schedule.service_id,
            Schedule.weekday,
            Schedule.opens_at,
            Schedule.closes_at,
            Schedule.valid_from,
            Schedule.valid_until,
            Schedule.note,
        )
        .where(Schedule.service_id.in_(service_ids))
        .order_by(Schedule.weekday, Schedule.opens_at)
    )
    for service_id, *stretch in rows:
        found[service_id].append(Stretch._make(stretch))
    return found


def _places_of(service_ids: Collection[str]) -> dict[str, list[Place | None]]:
    """Where it is; None stands for a place that is confidential, of which nothing is read but that it exists."""
    found: dict[str, list[Place | None]] = defaultdict(list)
    open_ones = select(Location.service_id, Location.name, Location.address, Location.post_code, Location.city).where(
        Location.service_id.in_(service_ids), Location.is_confidential.is_(False)
    )
    for service_id, *place in db.session.execute(open_ones.order_by(Location.name, Location.address)):
        found[service_id].append(Place._make(place))
    secret = select(Location.service_id).where(Location.service_id.in_(service_ids), Location.is_confidential)
    for service_id in db.session.scalars(secret.distinct()):
        found[service_id].append(None)
    return found


def _topics_of(service_ids: Collection[str]) -> dict[str, list[Topic]]:
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
