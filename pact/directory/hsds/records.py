"""Rows as HSDS says them. What is empty is left out; what HSDS wants whole (an address) is told whole or not at all."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from flask import current_app
from flask_babel import force_locale
from werkzeug.urls import iri_to_uri

from pact.db import AnyRow
from pact.directory.hsds.taxonomies import ABOUT, SECTOR, Record, attribute, derived
from pact.directory.models import Topic, is_paused
from pact.directory.words import LANGUAGES
from pact.organisations.villages import VILLAGES

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HOLIDAYS = "Op feestdagen gesloten."


def told(**fields: Any) -> Record:
    """Only what there is to tell."""
    return {name: value for name, value in fields.items() if value not in ("", None, [])}


def moment(at: datetime) -> str:
    """«2026-11-24T09:00:00.123Z»."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def phone(number: str, **of: str) -> list[Record]:
    """The one number of an organisation or a service, if it has one."""
    return [told(id=derived("phone", *of.values()), number=number, type="voice", **of)] if number else []


def organisation(row: AnyRow) -> Record:
    """An organisation as it stands inside a service and in a list."""
    return told(
        id=row.organisation_uuid,
        name=row.organisation_name,
        description=row.organisation_about or row.organisation_kind or row.organisation_name,
        website=iri_to_uri(row.organisation_website),
    )


def whole_organisation(row: AnyRow, places: list[Record]) -> Record:
    return organisation(row) | told(
        phones=phone(row.organisation_phone, organization_id=row.organisation_uuid),
        locations=places,
        attributes=[attribute(SECTOR, row.organisation_sector, "organization", row.organisation_uuid)],
    )


def modified_at(row: AnyRow) -> str:
    return moment(max(row.modified_at, row.organisation_modified_at))


def offer(row: AnyRow) -> Record:
    """A service with what there is one of."""
    return told(
        id=row.id,
        organization_id=row.organisation_uuid,
        name=row.name,
        description="\n\n".join(filter(None, (row.summary, row.description))),
        url=iri_to_uri(row.url),
        email=row.email,
        status="temporarily closed" if is_paused(row.paused_from, row.paused_until) else "active",
        fees_description=row.costs,
        eligibility_description=row.conditions,
        assured_date=row.assured_on.isoformat() if row.assured_on else None,
        alert=row.alert,
        last_modified=modified_at(row),
        organization=organisation(row),
    )


def shortest(row: AnyRow) -> Record:
    """What tells a reader whether to come back: HSDS wants a name and a status with every service."""
    closed = is_paused(row.paused_from, row.paused_until)
    return {
        "id": row.id,
        "name": row.name,
        "status": "temporarily closed" if closed else "active",
        "last_modified": modified_at(row),
    }


def whole_offer(row: AnyRow, topics: list[Topic], places: list[Record], schedules: list[Record]) -> Record:
    document = told(id=derived("document", row.id), service_id=row.id, document=row.documents)
    return offer(row) | told(
        phones=phone(row.phone, service_id=row.id),
        schedules=schedules,
        service_areas=areas(row.id, row.villages),
        service_at_locations=places,
        languages=[
            {"id": derived("language", row.id, code), "service_id": row.id, "name": name, "code": code}
            for code, name in _languages().items()
            if code in row.languages
        ],
        required_documents=[document] if row.documents else [],
        attributes=[attribute(ABOUT, topic, "service", row.id) for topic in topics],
    )


def areas(service_id: str, villages: list[str]) -> list[Record]:
    """None named is all of them; a reader elsewhere need not know that."""
    return [
        {"id": derived("area", service_id, name), "service_id": service_id, "name": name}
        for name in villages or VILLAGES
    ]


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    with force_locale("nl"):
        return {code: str(name) for code, name in LANGUAGES.items()}


def location(row: AnyRow) -> Record:
    """A place that may be known. An address of which a part lacks is a description."""
    id = derived("location", row.location_id)
    is_whole = row.address and row.post_code and row.city
    address = {
        "id": derived("address", row.location_id),
        "location_id": id,
        "address_1": row.address,
        "city": row.city,
        "state_province": current_app.config["PROVINCE"],
        "postal_code": row.post_code,
        "country": "NL",
        "address_type": "physical",
    }
    return told(
        id=id,
        location_type="physical",
        organization_id=row.organisation_uuid,
        name=row.location_name,
        description="" if is_whole else ", ".join(filter(None, (row.address, row.post_code, row.city))),
        addresses=[address] if is_whole else [],
    )


def at_location(row: AnyRow) -> Record:
    """A service at a place. Our rows of places are just that; the place itself has an id that follows from it."""
    place = location(row)
    return {"id": row.location_id, "service_id": row.service_id, "location_id": place["id"], "location": place}


def schedule(row: AnyRow) -> Record:
    """A stretch of one weekday, every week between its dates."""
    return told(
        id=row.id,
        service_id=row.service_id,
        valid_from=row.valid_from.isoformat() if row.valid_from else None,
        valid_to=row.valid_until.isoformat() if row.valid_until else None,
        freq="WEEKLY",
        interval=1,
        wkst="MO",
        byday=WEEKDAYS[row.weekday],
        opens_at=row.opens_at.isoformat(timespec="seconds"),
        closes_at=row.closes_at.isoformat(timespec="seconds"),
        description=HOLIDAYS,
        notes=row.note,
    )
