"""What hangs on a service: when it is open, where, and what it is about. Each is one question for a whole list.

A confidential location is left out here, in the question to the database, so that no page can show it by mistake.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select

from pact.db import db
from pact.directory.models import Location, Schedule, ServiceTopic, Topic
from pact.directory.opening import Stretch


class Place(NamedTuple):
    name: str
    address: str
    post_code: str
    city: str


def stretches_of(service_ids: Collection[str]) -> dict[str, list[Stretch]]:
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


def places_of(service_ids: Collection[str]) -> dict[str, list[Place | None]]:
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


def topics_of(service_ids: Collection[str]) -> dict[str, list[Topic]]:
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
