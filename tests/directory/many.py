"""A social map as large as that of a province: invented services, the same ones each time."""

import random

from sqlalchemy import insert

from pact.db import db
from pact.directory import index
from pact.directory.models import Service, ServiceTopic, Topic
from pact.organisations.models import Organisation, Pillar
from pact.organisations.villages import VILLAGES

WHAT = """
hulp kleding maaltijd fiets taal rekening huur brief kind sport muziek tuin koffie wandelen zwemmen laptop schoolboek
oppas bezoek klus verhuizing vervoer tolk advies budget training stage werkplaats moestuin kookclub leeskring
""".split()  # noqa: SIM905 (one word a line would be a page)
FOR = """
ouderen gezinnen jongeren nieuwkomers mantelzorgers alleenstaanden studenten ondernemers kinderen buren
""".split()  # noqa: SIM905
LETTERS = "bdfgklmnprstvz"


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(LETTERS) + dice.choice("aeiou") for _ in range(dice.randint(2, 4)))


def build(services: int, seed: int = 1) -> None:
    """Adds three services per organisation, and makes the index. Commits."""
    dice = random.Random(seed)
    names = [_word(dice) for _ in range(services)]
    for number in range(services // 3):
        place = Organisation(slug=f"groot-{number:05}", name=f"{names[number].capitalize()} {number:05}")
        place.kind, place.pillar, place.phone = "stichting", Pillar.SIGNATORY, "0578 00 00 00"
        db.session.add(place)
    db.session.flush()
    ids = [id for (id,) in db.session.query(Organisation.id).filter(Organisation.slug.startswith("groot-"))]
    rows, topics = [], []
    for number in range(services):
        what, whom = dice.choice(WHAT), dice.choice(FOR)
        rows.append(
            {
                "id": f"00000000-0000-4000-8000-{number:012}",
                "organisation_id": ids[number % len(ids)],
                "name": f"{what.capitalize()} voor {whom}",
                "summary": f"{dice.choice(WHAT).capitalize()} en {dice.choice(WHAT)} in {names[number]}",
                "description": " ".join(dice.choice(names) for _ in range(12)),
                "languages": ["nl"],
                "villages": [dice.choice(VILLAGES)] if number % 2 else [],
                "version": 1,
            }
        )
        topics.append({"service_id": rows[-1]["id"], "topic": dice.choice(list(Topic))})
    db.session.execute(insert(Service), rows)
    db.session.execute(insert(ServiceTopic), topics)
    index.rebuild()
    db.session.commit()
