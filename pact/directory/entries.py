"""What the pages of the directory read: organisations with what they offer, in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import aliased

from pact.access import Actor
from pact.dates import today
from pact.db import AnySelect, db
from pact.directory import opening
from pact.directory.details import Place, places_of, stretches_of, topics_of
from pact.directory.filters import fits
from pact.directory.models import Service, ServiceStatus, Topic, is_paused
from pact.directory.opening import Stretch
from pact.directory.policy import visible_to
from pact.organisations.logo import LogoRow
from pact.organisations.models import Logo, Organisation

STALE_AFTER = timedelta(days=183)
PAGE = 24  # organisations


class Asked(NamedTuple):
    """What somebody wants to see."""

    topic: Topic | None = None
    village: str | None = None
    language: str | None = None
    open_today: bool = False
    words: str = ""


ALL = Asked()


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
    logo_sha256: str | None = None
    logo_description: str | None = None
    logo_width: int | None = None
    logo_height: int | None = None
    offers: list[Offer] = field(default_factory=list)

    @property
    def logo(self) -> LogoRow | None:
        if self.logo_sha256 is None:
            return None
        return LogoRow(self.logo_sha256, self.logo_description or "", self.logo_width or 0, self.logo_height or 0)


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
    Logo.sha256.label("logo_sha256"),
    Logo.description.label("logo_description"),
    Logo.width.label("logo_width"),
    Logo.height.label("logo_height"),
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
        .outerjoin(Logo, Logo.organisation_id == Organisation.id)
        .where(_is_shown(person, asked), true() if which is None else which)
        .order_by(Organisation.name, Organisation.id, Service.name)
    )
    rows = db.session.execute(wanted).all()
    stretches = stretches_of([row.id for row in rows])
    found: dict[str, Entry] = {}
    for row in rows:
        entry = found.setdefault(row.organisation_slug, Entry(*row[: len(_ORGANISATION)]))
        offer = Offer(*row[len(_ORGANISATION) :])
        offer.stretches = stretches[row.id]
        entry.offers.append(offer)
    return list(found.values())


def paged(person: Actor | None, asked: Asked, after: str | None) -> tuple[list[Entry], str | None]:
    """A page of that list, after the organisation of this slug, and the slug for the page that comes then."""
    offers = exists(select(Service.id).where(Service.organisation_id == Organisation.id, _is_shown(person, asked)))
    wanted = select(Organisation.id, Organisation.slug).where(offers).order_by(Organisation.name, Organisation.id)
    if after:
        last = aliased(Organisation)
        name, id = (select(column).where(last.slug == after).scalar_subquery() for column in (last.name, last.id))
        wanted = wanted.where(or_(Organisation.name > name, and_(Organisation.name == name, Organisation.id > id)))
    rows = db.session.execute(wanted.limit(PAGE + 1)).all()
    shown = rows[:PAGE]
    ids = [row.id for row in shown]
    return listed(person, asked, Organisation.id.in_(ids)), shown[-1].slug if len(rows) > PAGE else None


def _is_shown(person: Actor | None, asked: Asked) -> ColumnElement[bool]:
    return and_(visible_to(person), Service.status == ServiceStatus.ACTIVE, fits(asked))


def one(person: Actor | None, slug: str) -> Entry | None:
    """One organisation with all there is to tell: four queries."""
    entry = next(iter(listed(person, which=Organisation.slug == slug)), None)
    if entry is None:
        return _that_offers_nothing(person, slug)
    fill(entry.offers)
    return entry


def _that_offers_nothing(person: Actor | None, slug: str) -> Entry | None:
    """A partner that only tells who it is. Who is still being asked to sign is no partner yet."""
    wanted = select(*_ORGANISATION).outerjoin(Logo, Logo.organisation_id == Organisation.id)
    partner = wanted.where(Organisation.slug == slug, Organisation.joined_on.is_not(None), visible_to(person))
    row = db.session.execute(partner).one_or_none()
    return Entry(*row) if row else None


def fill(offers: list[Offer]) -> None:
    """Add the topics and the places that may be known."""
    ids = [offer.id for offer in offers]
    topics, places = topics_of(ids), places_of(ids)
    for offer in offers:
        offer.topics = topics[offer.id]
        offer.places = [place for place in places[offer.id] if place is not None]
        offer.has_secret_place = None in places[offer.id]
