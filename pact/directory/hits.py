"""Schemes, and what a search finds: services and schemes together, the best answer first."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, select, true

from pact.access import Actor
from pact.db import AnyRow, db
from pact.directory import entries, search
from pact.directory.entries import ALL, Asked, Entry, Offer
from pact.directory.models import Scheme, Service
from pact.directory.policy import visible_to
from pact.organisations.models import Organisation

MOST = 20  # nobody reads further; another word finds more
READ = 120  # services of which we look whether they fit, and how their names compare


class Hit(NamedTuple):
    """One answer: a service of an organisation, or a scheme."""

    score: float
    name: str
    entry: Entry | None = None
    offer: Offer | None = None
    scheme: AnyRow | None = None


def schemes(person: Actor | None, asked: Asked = ALL, which: ColumnElement[bool] | None = None) -> list[AnyRow]:
    """Schemes by name, each with the organisation where one asks. They hold in every village."""
    if asked.open_today or asked.language:
        return []  # a scheme is not open, and speaks no language
    wanted = (
        select(
            Scheme.id,
            Scheme.slug,
            Scheme.name,
            Scheme.gives,
            Scheme.for_whom,
            Scheme.conditions,
            Scheme.where_to_ask,
            Scheme.url,
            Scheme.topics,
            Scheme.assured_on,
            Organisation.slug.label("organisation_slug"),
            Organisation.name.label("organisation_name"),
            Organisation.phone.label("organisation_phone"),
        )
        .join(Organisation, Organisation.id == Scheme.organisation_id)
        .where(visible_to(person), true() if which is None else which)
        .order_by(Scheme.name)
    )
    return [row for row in db.session.execute(wanted) if asked.topic is None or asked.topic in row.topics]


def found(person: Actor | None, asked: Asked) -> list[Hit]:
    """What answers the question and fits the filters, at most twenty."""
    scores = search.scores(asked.words)
    if not scores:
        return []
    ids: dict[str, list[str]] = {"service": [], "scheme": []}
    for thing in sorted(scores, key=lambda thing: (-scores[thing], thing)):
        kind, _, id = thing.partition(" ")
        ids[kind].append(id)
    hits = [
        Hit(scores[f"scheme {scheme.id}"], scheme.name, scheme=scheme)
        for scheme in schemes(person, asked, Scheme.id.in_(ids["scheme"]))
    ]
    best, others = ids["service"][:READ], ids["service"][READ:]
    hits += _services(person, asked, best, scores)
    if others and len(hits) < MOST:  # a filter left little of the best
        hits += _services(person, asked, others, scores)
    hits.sort(key=lambda hit: (-hit.score, hit.name))
    return hits[:MOST]


def _services(person: Actor | None, asked: Asked, ids: list[str], scores: dict[str, float]) -> list[Hit]:
    return [
        Hit(scores[f"service {offer.id}"], offer.name, entry=entry, offer=offer)
        for entry in entries.listed(person, asked, Service.id.in_(ids))
        for offer in entry.offers
    ]
