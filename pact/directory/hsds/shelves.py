"""The lists of the open data: which rows, in which order, and what is told of each, at a fixed number of questions.

HSDS wants pages with a number and a total. That costs an OFFSET and a COUNT, which nothing else here does: both walk
the ids of some thousands of services, and no page reads more rows than it shows.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, false, func, literal, or_, select

from pact.db import AnyRow, AnySelect, db
from pact.directory import search
from pact.directory.hsds import records
from pact.directory.hsds.asked import Asked
from pact.directory.hsds.taxonomies import ABOUT, SECTOR, SECTOR_BY_ID, TOPIC_BY_ID, Record
from pact.directory.models import Location, Schedule, Service, ServiceStatus, ServiceTopic, Term, Topic
from pact.directory.policy import visible_to
from pact.directory.queries import about
from pact.organisations.models import Organisation

STRETCH = 200  # rows at a time, where all are wanted

_ORGANISATION = (
    Organisation.uuid.label("organisation_uuid"),
    Organisation.name.label("organisation_name"),
    Organisation.kind.label("organisation_kind"),
    Organisation.about.label("organisation_about"),
    Organisation.website.label("organisation_website"),
    Organisation.phone.label("organisation_phone"),
    Organisation.sector.label("organisation_sector"),
    Organisation.modified_at.label("organisation_modified_at"),
)
_SHORTEST = (
    Service.id,
    Service.name,
    Service.paused_from,
    Service.paused_until,
    Service.modified_at,
    Organisation.modified_at.label("organisation_modified_at"),
)
_OFFER = (
    *_SHORTEST[:-1],
    Service.summary,
    Service.description,
    Service.url,
    Service.email,
    Service.phone,
    Service.costs,
    Service.conditions,
    Service.documents,
    Service.languages,
    Service.villages,
    Service.alert,
    Service.assured_on,
    *_ORGANISATION,
)
_PLACE = (
    Location.id.label("location_id"),
    Location.service_id,
    Location.name.label("location_name"),
    Location.address,
    Location.post_code,
    Location.city,
    Organisation.uuid.label("organisation_uuid"),
)


@dataclass(frozen=True)
class Shelf:
    """A list: its rows, by their key, and how a stretch of them is told."""

    wanted: AnySelect
    key: Any
    told: Callable[[Sequence[AnyRow]], list[Record]]

    def count(self) -> int:
        return db.session.scalar(self.wanted.with_only_columns(func.count(self.key))) or 0

    def page(self, number: int, size: int) -> list[Record]:
        rows = self.wanted.order_by(self.key).limit(size).offset((number - 1) * size)
        return self.told(db.session.execute(rows).all())

    def all(self) -> Iterator[Record]:
        """Every row, a stretch at a time, each stretch from where the one before ended."""
        last: str | None = None
        while True:
            beyond = self.wanted.where(self.key > last) if last is not None else self.wanted
            rows = db.session.execute(
                beyond.add_columns(self.key.label("shelf_key")).order_by(self.key).limit(STRETCH)
            ).all()
            yield from self.told(rows)
            if len(rows) < STRETCH:
                return
            last = rows[-1].shelf_key


def offers(asked: Asked = Asked()) -> Shelf:  # noqa: B008 - it cannot change
    columns = _SHORTEST if asked.minimal else _OFFER
    wanted: AnySelect = select(*columns).join(Organisation, Organisation.id == Service.organisation_id)
    wanted = wanted.where(*_fitting(asked))
    told = _shortest if asked.minimal else whole_offers if asked.full else _offers
    return Shelf(wanted, Service.id, told)


def places(asked: Asked = Asked()) -> Shelf:  # noqa: B008
    """Services at locations, of those that may be known."""
    wanted: AnySelect = (
        select(*_PLACE, Service.phone, Service.villages)
        .join(Service, Service.id == Location.service_id)
        .join(Organisation, Organisation.id == Service.organisation_id)
        .where(Location.is_confidential.is_(False), *_fitting(asked))
    )
    return Shelf(wanted, Location.id, _whole_places if asked.full else _places)


def organisations(asked: Asked = Asked()) -> Shelf:  # noqa: B008
    wanted: AnySelect = select(*_ORGANISATION).where(visible_to(None))
    if asked.search:
        told = (Organisation.name, Organisation.kind, Organisation.about)
        wanted = wanted.where(or_(*(column.icontains(asked.search, autoescape=True) for column in told)))
    if asked.taxonomy_term_id:
        wanted = wanted.where(Organisation.sector == SECTOR_BY_ID.get(asked.taxonomy_term_id, ""))
    if asked.taxonomy_id:
        wanted = wanted.where(literal(asked.taxonomy_id == SECTOR.id))
    return Shelf(wanted, Organisation.uuid, _whole_organisations if asked.full else _organisations)


def _fitting(asked: Asked) -> Iterator[ColumnElement[bool]]:
    """All that is asked must hold."""
    yield visible_to(None)
    yield Service.status == ServiceStatus.ACTIVE
    if asked.taxonomy_term_id:
        topic = TOPIC_BY_ID.get(asked.taxonomy_term_id)
        yield about(topic) if topic else false()
    if asked.taxonomy_id:
        sorted_at_all = exists(select(ServiceTopic.id).where(ServiceTopic.service_id == Service.id))
        yield sorted_at_all if asked.taxonomy_id == ABOUT.id else false()
    if asked.organization_id:
        yield Organisation.uuid == asked.organization_id
    if asked.modified_after:
        yield or_(Service.modified_at >= asked.modified_after, Organisation.modified_at >= asked.modified_after)
    if asked.search:
        yield from _answering(asked.search)


def _answering(question: str) -> Iterator[ColumnElement[bool]]:
    """Each word of the question, or a word that means the same, stands in what the search knows of the service."""
    known = set(db.session.scalars(select(Term.word).distinct()))
    meanings = search.expand(question, known)
    if not meanings:
        yield false()
    for meant in meanings:
        at = literal("service ") + Service.id
        yield exists(select(Term.word).where(Term.entry == at, Term.word.in_(meant)))


def _shortest(rows: Sequence[AnyRow]) -> list[Record]:
    return [records.shortest(row) for row in rows]


def _offers(rows: Sequence[AnyRow]) -> list[Record]:
    return [records.offer(row) for row in rows]


def whole_offers(rows: Sequence[AnyRow]) -> list[Record]:
    ids = [row.id for row in rows]
    topics: dict[str, list[Topic]] = defaultdict(list)
    sorted_under = select(ServiceTopic.service_id, ServiceTopic.topic).where(ServiceTopic.service_id.in_(ids))
    for service_id, topic in db.session.execute(sorted_under.order_by(ServiceTopic.topic)):
        topics[service_id].append(Topic(topic))
    open_places: dict[str, list[Record]] = defaultdict(list)
    standing = places().wanted.where(Location.service_id.in_(ids)).order_by(Location.id)
    for row in db.session.execute(standing):
        open_places[row.service_id].append(records.at_location(row))
    hours = _schedules(ids)
    return [records.whole_offer(row, topics[row.id], open_places[row.id], hours[row.id]) for row in rows]


def _schedules(service_ids: Collection[str]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    wanted = select(*Schedule.__table__.c).where(Schedule.service_id.in_(service_ids))
    for row in db.session.execute(wanted.order_by(Schedule.weekday, Schedule.opens_at, Schedule.id)):
        found[row.service_id].append(records.schedule(row))
    return found


def _places(rows: Sequence[AnyRow]) -> list[Record]:
    return [records.at_location(row) for row in rows]


def _whole_places(rows: Sequence[AnyRow]) -> list[Record]:
    hours = _schedules({row.service_id for row in rows})
    return [
        records.at_location(row)
        | records.told(
            phones=records.phone(row.phone, service_id=row.service_id),
            service_areas=records.areas(row.service_id, row.villages),
            schedules=hours[row.service_id],
        )
        for row in rows
    ]


def _organisations(rows: Sequence[AnyRow]) -> list[Record]:
    return [records.organisation(row) for row in rows]


def _whole_organisations(rows: Sequence[AnyRow]) -> list[Record]:
    found: dict[str, list[Record]] = defaultdict(list)
    theirs = places().wanted.where(Organisation.uuid.in_([row.organisation_uuid for row in rows]))
    for row in db.session.execute(theirs.order_by(Location.id)):
        found[row.organisation_uuid].append(records.location(row))
    return [records.whole_organisation(row, found[row.organisation_uuid]) for row in rows]
