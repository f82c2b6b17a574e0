"""The tables of the open data: their files, their columns, and the datapackage.json that tells of them.

Names, files and types are those of HSDS; the words are ours.
"""

from typing import Any, NamedTuple

from flask import current_app


class Field(NamedTuple):
    name: str
    format: str = ""
    type: str = "string"
    required: bool = False
    unique: bool = False
    options: tuple[str, ...] = ()
    points_to: str = ""


def _id() -> Field:
    return Field("id", "uuid", required=True, unique=True)


def _to(name: str, table: str, *, required: bool = False) -> Field:
    return Field(name, "uuid", required=required, points_to=table)


#: File, what it is, and its columns.
TABLES: dict[str, tuple[str, str, tuple[Field, ...]]] = {
    "organization": (
        "organizations.csv",
        "De organisaties die iets aanbieden.",
        (_id(), Field("name", required=True), Field("description", required=True), Field("website", "uri")),
    ),
    "service": (
        "services.csv",
        "Wat zij aanbieden.",
        (
            _id(),
            _to("organization_id", "organization", required=True),
            Field("name", required=True),
            Field("description"),
            Field("url", "uri"),
            Field("email", "email"),
            Field("status", required=True, options=("active", "inactive", "defunct", "temporarily closed")),
            Field("fees_description"),
            Field("eligibility_description"),
            Field("assured_date", type="date"),
            Field("alert"),
            Field("last_modified", type="datetime"),
        ),
    ),
    "attribute": (
        "attributes.csv",
        "Onder welke term een dienst of organisatie valt.",
        (
            _id(),
            Field("link_id", "uuid", required=True),
            _to("taxonomy_term_id", "taxonomy_term", required=True),
            Field("link_entity", required=True),
        ),
    ),
    "service_at_location": (
        "service_at_location.csv",
        "Welke dienst op welke plek is.",
        (
            _id(),
            _to("service_id", "service", required=True),
            _to("location_id", "location", required=True),
        ),
    ),
    "location": (
        "locations.csv",
        "De plekken die bekend mogen zijn.",
        (
            _id(),
            Field("location_type", required=True, options=("physical", "postal", "virtual")),
            _to("organization_id", "organization"),
            Field("name"),
            Field("description"),
        ),
    ),
    "phone": (
        "phones.csv",
        "Telefoonnummers van organisaties en diensten.",
        (
            _id(),
            _to("service_id", "service"),
            _to("organization_id", "organization"),
            Field("number", required=True),
            Field("type"),
        ),
    ),
    "address": (
        "addresses.csv",
        "Adressen van plekken.",
        (
            _id(),
            _to("location_id", "location"),
            Field("address_1", required=True),
            Field("city", required=True),
            Field("state_province", required=True),
            Field("postal_code", required=True),
            Field("country", required=True),
            Field("address_type", required=True, options=("physical", "postal", "virtual")),
        ),
    ),
    "schedule": (
        "schedules.csv",
        "Wanneer een dienst open is. Op feestdagen is alles dicht.",
        (
            _id(),
            _to("service_id", "service"),
            Field("valid_from", type="date"),
            Field("valid_to", type="date"),
            Field("wkst", options=("MO", "TU", "WE", "TH", "FR", "SA", "SU")),
            Field("freq", options=("WEEKLY", "MONTHLY")),
            Field("interval", type="number"),
            Field("byday"),
            Field("description"),
            Field("opens_at", type="time"),
            Field("closes_at", type="time"),
            Field("notes"),
        ),
    ),
    "service_area": (
        "service_areas.csv",
        "Voor welke dorpen een dienst er is.",
        (_id(), _to("service_id", "service"), Field("name")),
    ),
    "required_document": (
        "required_documents.csv",
        "Wat iemand meeneemt.",
        (_id(), _to("service_id", "service"), Field("document")),
    ),
    "language": (
        "languages.csv",
        "Welke talen men spreekt.",
        (_id(), _to("service_id", "service"), Field("name"), Field("code")),
    ),
    "taxonomy_term": (
        "taxonomy_terms.csv",
        "De termen van de lijsten.",
        (
            _id(),
            Field("code", unique=True),
            Field("name", required=True),
            Field("description", required=True),
            Field("taxonomy"),
            Field("language"),
            _to("taxonomy_id", "taxonomy"),
        ),
    ),
    "taxonomy": (
        "taxonomies.csv",
        "De lijsten van termen.",
        (_id(), Field("name", required=True), Field("description", required=True)),
    ),
}


def description() -> dict[str, Any]:
    """datapackage.json."""
    return {
        "name": "wie-doet-wat",
        "title": f"{current_app.config['PACT_NAME']}: wie doet wat",
        "description": "De sociale kaart, in de woorden van HSDS 3.1. Begint een tekst met = + - of @, dan staat er "
        "een ' voor, zodat een rekenblad er geen formule van maakt.",
        "profile": "tabular-data-package",
        "version": "3.1.3",
        "licenses": [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        "resources": [_resource(name) for name in TABLES],
    }


def _resource(name: str) -> dict[str, Any]:
    path, words, fields = TABLES[name]
    schema: dict[str, Any] = {"primaryKey": "id", "fields": [_described(field) for field in fields]}
    if keys := [_key(field) for field in fields if field.points_to]:
        schema["foreignKeys"] = keys
    return {
        "name": name,
        "path": path,
        "description": words,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _key(field: Field) -> dict[str, Any]:
    return {"fields": field.name, "reference": {"resource": field.points_to, "fields": "id"}}


def _described(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": field.required, "unique": field.unique}
    if field.options:
        constraints["enum"] = list(field.options)
    said: dict[str, Any] = {"name": field.name, "type": field.type, "constraints": constraints}
    return said | ({"format": field.format} if field.format else {})
