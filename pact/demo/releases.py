"""Counts of the last two quarters in the demo town: invented, and published by the same rule as real ones."""

from collections import Counter
from datetime import timedelta

from pact.dates import now, start_of, today
from pact.db import db
from pact.directory.freshness import quarter_began, quarter_of
from pact.organisations.models import Organisation
from pact.reports.models import Release
from pact.reports.releases import BETWEEN, published

#: Who referred to whom, and how often. Whatever is below 5 is drawn nowhere.
COUNTS = (
    {
        ("voedselbank", "grip-op-de-knip"): 14, ("voedselbank", "kledingbank-de-cirkel"): 9,
        ("grip-op-de-knip", "gemeente-heerde"): 8, ("vluchtelingenwerk", "bibliotheek"): 6,
        ("school", "leergeld"): 7, ("huisartsen", "ido"): 3, ("bibliotheek", "vluchtelingenwerk"): 2,
        ("school", "kledingbank-de-cirkel"): 4, ("vluchtelingenwerk", "gemeente-heerde"): 3,
        ("grip-op-de-knip", "voedselbank"): 2,
    },
    {
        ("voedselbank", "grip-op-de-knip"): 11, ("voedselbank", "kledingbank-de-cirkel"): 5,
        ("grip-op-de-knip", "gemeente-heerde"): 6, ("school", "leergeld"): 4, ("huisartsen", "ido"): 2,
        ("vluchtelingenwerk", "gemeente-heerde"): 4, ("school", "kledingbank-de-cirkel"): 1,
    },
)  # fmt: skip
SENDERS = ("voedselbank", "grip-op-de-knip", "vluchtelingenwerk", "bibliotheek", "huisartsen", "school",
           "kledingbank-de-cirkel")  # fmt: skip
RECEIVERS = ("grip-op-de-knip", "kledingbank-de-cirkel", "voedselbank", "leergeld", "ido", "triada", "gemeente-heerde",
             "vluchtelingenwerk", "bibliotheek", "lucrato", "jan-nienhuisvereniging")  # fmt: skip


def build(organisations: dict[str, Organisation]) -> None:
    """Add the releases to the session, the older one first."""
    last = quarter_began(quarter_began(today()) - timedelta(days=1))
    quarters = (last, quarter_began(last - timedelta(days=1)))
    pairs = [(organisations[a].id, organisations[b].id) for a in SENDERS for b in RECEIVERS if a != b]
    for began, told in sorted(zip(quarters, COUNTS, strict=True)):
        counts = Counter({(organisations[a].id, organisations[b].id): number for (a, b), number in told.items()})
        made_at = min(now(), start_of(quarter_began(began + timedelta(days=100)) + timedelta(days=1)))
        figures = published(pairs, counts)
        db.session.add(Release(subject=BETWEEN, period=quarter_of(began), figures=figures, made_at=made_at))
        db.session.flush()
