"""The description of this API for programs, made from what the views read."""

from typing import Any

from flask import current_app

from pact.directory.hsds.asked import MOST, MOST_FULL, MOST_MINIMAL, PER_PAGE

#: The published schemas, as the answers keep to them.
SCHEMAS = "https://raw.githubusercontent.com/openreferral/specification/3.1/schema/"

_TEXT, _NUMBER, _YES = {"type": "string"}, {"type": "integer", "minimum": 1}, {"type": "boolean"}
PARAMETERS: dict[str, tuple[str, dict[str, Any]]] = {
    "search": ("Woorden die erin staan, of woorden die hetzelfde betekenen. Alle woorden tellen.", _TEXT),
    "page": ("Nummer van de pagina.", _NUMBER),
    "per_page": (
        f"Aantal op een pagina. Zonder dit {PER_PAGE}; hooguit {MOST}, met full {MOST_FULL}, met minimal "
        f"{MOST_MINIMAL}.",
        _NUMBER,
    ),
    "format": ("ndjson geeft alles, een regel per stuk, zonder pagina's.", {"enum": ["json", "ndjson"]}),
    "taxonomy_term_id": ("Alleen wat onder deze term valt.", _TEXT),
    "taxonomy_id": ("Alleen wat onder een term van deze lijst valt.", _TEXT),
    "organization_id": ("Alleen van deze organisatie.", _TEXT),
    "modified_after": ("Alleen wat op of na dit moment veranderde.", {"type": "string", "format": "date-time"}),
    "minimal": ("Alleen id, naam, status en laatste wijziging.", _YES),
    "full": ("Met alles wat erbij hoort: plekken, tijden, talen, onderwerpen.", _YES),
    "parent_id": ("Alleen termen onder deze term. Die zijn er niet.", _TEXT),
}
EVERYWHERE = ("search", "page", "per_page", "format")
#: Each list: what one of it is, and what else can be asked of it.
LISTS = {
    "services": (
        "service",
        ("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "minimal", "full"),
    ),
    "organizations": ("organization", ("taxonomy_term_id", "taxonomy_id", "full")),
    "service_at_locations": (
        "service_at_location",
        ("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "full"),
    ),
    "taxonomies": ("taxonomy", ()),
    "taxonomy_terms": ("taxonomy_term", ("taxonomy_id", "parent_id")),
}
PAGE = {
    "type": "object",
    "properties": {
        "total_items": {"type": "integer"},
        "total_pages": {"type": "integer"},
        "page_number": {"type": "integer"},
        "size": {"type": "integer"},
        "first_page": {"type": "boolean"},
        "last_page": {"type": "boolean"},
        "empty": {"type": "boolean"},
    },
}


def document(server: str, version: str) -> dict[str, Any]:
    paths: dict[str, Any] = {"/": {"get": _get("Wat dit is.", {"type": "object"})}}
    for name, (thing, more) in LISTS.items():
        schema = {"$ref": f"{SCHEMAS}{thing}.json"}
        page = {
            "allOf": [{"$ref": "#/components/schemas/Page"}],
            "properties": {"contents": {"type": "array", "items": schema}},
        }
        asked = [{"$ref": f"#/components/parameters/{parameter}"} for parameter in (*EVERYWHERE, *more)]
        paths[f"/{name}"] = {"get": _get(f"Een pagina van {name}.", page) | {"parameters": asked}}
        id = {"name": "id", "in": "path", "required": True, "schema": _TEXT}
        paths[f"/{name}/{{id}}"] = {"parameters": [id], "get": _get(f"Eén {thing}, met alles erbij.", schema)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{current_app.config['PACT_NAME']}: wie doet wat",
            "version": version,
            "license": {"name": "CC0 1.0", "identifier": "CC0-1.0"},
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": {"Page": PAGE},
            "parameters": {
                name: {"name": name, "in": "query", "required": False, "description": said, "schema": schema}
                for name, (said, schema) in PARAMETERS.items()
            },
        },
    }


def _get(said: str, schema: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    return {"summary": said, "responses": {"200": {"description": said, "content": content}}}
