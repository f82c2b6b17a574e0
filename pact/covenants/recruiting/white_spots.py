"""Where the network has a hole: parts of life and villages without a partner, counted from who takes part now."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from pact.covenants.models import Lead
from pact.covenants.models.lead import PLANNED
from pact.db import db
from pact.organisations.models import Organisation
from pact.organisations.villages import VILLAGES
from pact.organisations.vocabulary import SECTORS


@dataclass(frozen=True)
class Spot:
    """One part of life, or one village: how many take part in it, and with how many we are busy."""

    code: str
    name: str
    partners: int
    leads: int

    @property
    def is_white(self) -> bool:
        return self.partners == 0


@dataclass(frozen=True)
class Map:
    sectors: list[Spot]
    villages: list[Spot]
    everywhere: int  # partners that name no village: they are there for all, and for none in particular


def look() -> Map:
    """Two questions to the database, however many partners there are. The white ones come first."""
    taking_part = select(Organisation.sector, Organisation.villages).where(
        Organisation.joined_on.is_not(None), Organisation.suspended_at.is_(None)
    )
    partners = db.session.execute(taking_part).all()
    leads = db.session.execute(select(Lead.sector, Lead.villages).where(Lead.status.in_(PLANNED))).all()
    return Map(
        _spots([(code, str(name)) for code, name in SECTORS], [[row.sector] for row in partners],
               [[row.sector] for row in leads]),
        _spots([(name, name) for name in VILLAGES], [row.villages for row in partners],
               [row.villages for row in leads]),
        sum(1 for row in partners if not row.villages),
    )  # fmt: skip


def _spots(places: list[tuple[str, str]], partners: list[list[str]], leads: list[list[str]]) -> list[Spot]:
    here = Counter(code for codes in partners for code in set(codes))
    busy = Counter(code for codes in leads for code in set(codes))
    found = [Spot(code, name, here[code], busy[code]) for code, name in places]
    return sorted(found, key=lambda spot: not spot.is_white)  # stable: the rest keeps its order
