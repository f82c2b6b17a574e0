"""The network: the partners, and what ties them to each other. The table, the drawing and the sheet all read this.

A tie is something that two partners share and most others do not: a workgroup, an agreement on sharing information,
or referrals of which the number may be known. The pact and the covenant, which everybody signs, are no tie.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Any

from pact.access import Actor
from pact.directory.models import Topic
from pact.organisations.models import Pillar
from pact.organisations.villages import serves
from pact.reports import queries
from pact.reports.small_numbers import Said, Word


class Kind(StrEnum):
    WORKGROUP = "workgroup"
    AGREEMENT = "agreement"
    REFERRALS = "referrals"


@dataclass
class Partner:
    id: int
    slug: str
    name: str
    kind: str
    pillar: Pillar
    villages: list[str]
    offers: list[str] = field(default_factory=list)
    topics: set[Topic] = field(default_factory=set)
    checks: list[date | None] = field(default_factory=list)

    @property
    def is_core(self) -> bool:
        return self.pillar == Pillar.CORE_GROUP

    @property
    def checked_on(self) -> date | None:
        """Since when everything it says about itself was looked at; None while something never was."""
        days = [day for day in self.checks if day is not None]
        return min(days) if days and len(days) == len(self.checks) else None


@dataclass(frozen=True)
class Tie:
    """What two partners share, of one kind. `counts` is who referred to whom, and what may be said of how often."""

    one: int
    other: int
    kind: Kind
    about: tuple[str, ...] = ()
    counts: tuple[tuple[int, int, Said], ...] = ()

    def touches(self, ids: set[int]) -> bool:
        return self.one in ids or self.other in ids

    def other_than(self, id: int) -> int:
        return self.other if id == self.one else self.one


@dataclass(frozen=True)
class Network:
    """All partners by number; which of them are asked for; and the ties that touch those."""

    partners: Mapping[int, Partner]
    asked: set[int]
    ties: list[Tie]

    @property
    def rows(self) -> list[Partner]:
        return [partner for partner in self.partners.values() if partner.id in self.asked]

    @property
    def around(self) -> list[Partner]:
        """Who is not asked for, but tied to somebody who is."""
        tied = {id for tie in self.ties for id in (tie.one, tie.other)} - self.asked
        return [partner for partner in self.partners.values() if partner.id in tied]

    def ties_of(self, id: int) -> list[tuple[Partner, Tie]]:
        """With whom, by name."""
        found = [(self.partners[tie.other_than(id)], tie) for tie in self.ties if id in (tie.one, tie.other)]
        return sorted(found, key=lambda pair: pair[0].name)


def read(
    person: Actor | None,
    topic: Topic | None = None,
    village: str | None = None,
    figures: Mapping[str, Any] | None = None,
) -> Network:
    """The network as it is now and as this person may know it, with the referrals of one release if they may."""
    partners = {row.id: Partner(*row) for row in queries.partners()}
    for row in queries.offers():
        partner = partners.get(row.organisation_id)
        if partner is None:
            continue
        if row.name not in partner.offers:
            partner.offers.append(row.name)
        partner.checks.append(row.assured_on)
        if row.topic and serves(row.villages, village):
            partner.topics.add(Topic(row.topic))
    asked = {
        partner.id
        for partner in partners.values()
        if serves(partner.villages, village) and (topic is None or topic in partner.topics)
    }
    ties = [tie for tie in (*_shared(partners, person), *_referrals(partners, figures or {})) if tie.touches(asked)]
    return Network(partners, asked, ties)


def _shared(partners: Mapping[int, Partner], person: Actor | None) -> list[Tie]:
    """Workgroups and agreements: everybody in one is tied to everybody else in it."""
    members: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for row in queries.together(person):
        if row.organisation_id in partners:
            members[row.kind, row.thing, row.name].append(row.organisation_id)
    about: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for (kind, _thing, name), ids in members.items():
        for one, other in combinations(sorted(ids), 2):
            about[one, other, kind].append(name)
    return [Tie(one, other, Kind(kind), tuple(names)) for (one, other, kind), names in sorted(about.items())]


def _referrals(partners: Mapping[int, Partner], figures: Mapping[str, Any]) -> list[Tie]:
    """Only what is 5 or more: whether «minder dan 5» is any at all, nobody can know."""
    counts: dict[tuple[int, int], list[tuple[int, int, Said]]] = defaultdict(list)
    for sender, receiver, said in figures.get("pairs", ()):
        if sender in partners and receiver in partners:
            told = Word(said) if isinstance(said, str) else said
            counts[min(sender, receiver), max(sender, receiver)].append((sender, receiver, told))
    return [Tie(*pair, Kind.REFERRALS, counts=tuple(sorted(found))) for pair, found in sorted(counts.items())]
