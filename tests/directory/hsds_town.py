"""A directory as large as one likes, the same each time: organisations and services with everything that can be odd."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from pact.dates import now, today
from pact.db import db
from pact.directory import index
from pact.directory.models import Location, Schedule, Service, ServiceStatus, ServiceTopic, Topic
from pact.directory.words import LANGUAGES
from pact.organisations.models import Organisation, Pillar, Sector
from pact.organisations.villages import VILLAGES

#: What must be found in no answer.
SECRET_STREET, SECRET_NOTE, SECRET_MAIL = "Verborgenpad", "Alleen voor ons: zyxwerk", "zyx.persoon@example.nl"
WORDS = ("brood", "kleding", "fiets", "huur", "«soep»", "O'Brien", "emoji🍞", "<b>vet</b>", "=1+1", "\\", "ünïcode")


def lay(count: int, seed: int = 7) -> None:
    """Make so many services, a fifth as many organisations, and all that hangs on them. Needs a context; commits."""
    dice = Random(seed)
    organisations = [_organisation(dice, number) for number in range(max(2, count // 5))]
    db.session.execute(insert(Organisation), organisations)
    ids = {row.uuid: row.id for row in db.session.execute(db.select(Organisation.uuid, Organisation.id))}
    theirs = [ids[one["uuid"]] for one in organisations]
    rows: dict[Any, list[dict[str, Any]]] = {Service: [], ServiceTopic: [], Location: [], Schedule: []}
    for number in range(count):
        _service(dice, number, dice.choice(theirs), rows)
    for model, made in rows.items():
        db.session.execute(insert(model), made)
    index.rebuild()
    db.session.commit()


def _uuid(dice: Random) -> str:
    return str(UUID(int=dice.getrandbits(128), version=4))


def _some(dice: Random, text: str, chance: float = 0.6) -> str:
    return text if dice.random() < chance else ""


def _moment(dice: Random) -> datetime:
    return now() - timedelta(hours=dice.randrange(2000), milliseconds=dice.randrange(1000))


def _organisation(dice: Random, number: int) -> dict[str, Any]:
    return {
        "slug": f"gemaakt-{number}",
        "uuid": _uuid(dice),
        "name": f"Gemaakte stichting {number} {dice.choice(WORDS)}",
        "kind": _some(dice, "Stichting"),
        "pillar": dice.choice(list(Pillar)),
        "sector": dice.choice(list(Sector)),
        "villages": [],
        "email": SECRET_MAIL,
        "phone": _some(dice, "+31 578 00 00 00"),
        "website": _some(dice, "https://www.voorbeeld.nl/soep-€/ünïcode"),
        "about": _some(dice, "Wij helpen."),
        "receiver_basis": SECRET_NOTE,
        "modified_at": _moment(dice),
        "suspended_at": now() if number % 9 == 8 else None,
        "version": 1,
    }


def _service(dice: Random, number: int, organisation_id: int, rows: dict[Any, list[dict[str, Any]]]) -> None:
    id = _uuid(dice)
    rows[Service].append(
        {
            "id": id,
            "organisation_id": organisation_id,
            "name": f"Dienst {number} {dice.choice(WORDS)}",
            "summary": " ".join(dice.choices(WORDS, k=3)),
            "description": _some(dice, " ".join(dice.choices(WORDS, k=12))),
            "languages": dice.sample(list(LANGUAGES), dice.randrange(3)),
            "working_days": [0],
            "villages": dice.sample(VILLAGES, dice.randrange(3)),
            "status": ServiceStatus.INACTIVE if dice.random() < 0.1 else ServiceStatus.ACTIVE,
            "paused_from": today() if dice.random() < 0.2 else None,
            "paused_until": None,
            "costs": _some(dice, "Gratis"),
            "conditions": _some(dice, "Iedereen"),
            "documents": _some(dice, "Een brief"),
            "alert": _some(dice, "Let op!", 0.2),
            "phone": _some(dice, "0578 00 00 00"),
            "email": _some(dice, "hulp@example.nl"),
            "url": _some(dice, "https://voorbeeld.nl/a%20b?c=d"),
            "assured_on": today() - timedelta(days=dice.randrange(500)) if dice.random() < 0.5 else None,
            "modified_at": _moment(dice),
        }
    )
    topics = dice.sample(list(Topic), dice.randrange(4))
    rows[ServiceTopic] += [{"service_id": id, "topic": topic} for topic in topics]
    for _ in range(dice.randrange(3)):
        is_secret = dice.random() < 0.3
        rows[Location].append(
            {
                "id": _uuid(dice),
                "service_id": id,
                "name": SECRET_STREET if is_secret else _some(dice, "Gebouw"),
                "address": f"{SECRET_STREET} 1" if is_secret else _some(dice, "Open straat 2"),
                "post_code": _some(dice, "8181 AB"),
                "city": _some(dice, "Heerde", 0.9),
                "is_confidential": is_secret,
            }
        )
    for _ in range(dice.randrange(4)):
        ends = dice.random() < 0.2
        rows[Schedule].append(
            {
                "id": _uuid(dice),
                "service_id": id,
                "weekday": dice.randrange(7),
                "opens_at": time(dice.randrange(12), dice.choice((0, 30))),
                "closes_at": time(13 + dice.randrange(10)),
                "valid_from": date(2026, 1, 1) if ends else None,
                "valid_until": date(2026, 12, 31) if ends else None,
                "note": _some(dice, "Na afspraak", 0.2),
            }
        )
