"""The published schemas of HSDS, beside the repository, with every property that they do not name refused."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "hsds" / "3.1"
SCHEMAS = PUBLISHED / "schema"

needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the published schemas of HSDS 3.1 do not stand in ../shared/hsds/3.1"
)

formats = FormatChecker()


@formats.checks("uuid", raises=ValueError)
def is_uuid(value: Any) -> bool:
    return str(UUID(value)) == value


@formats.checks("date-time", raises=ValueError)
def is_moment(value: Any) -> bool:
    return datetime.fromisoformat(value).tzinfo is not None


@formats.checks("uri", raises=ValueError)
def is_uri(value: Any) -> bool:
    parts = urlsplit(value)
    return bool(parts.scheme in ("http", "https") and parts.netloc) and value.isascii() and " " not in value


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    return schema | {"additionalProperties": False}


def registry() -> Registry[Any]:
    files = sorted(file for file in SCHEMAS.glob("*.json") if file.name != "openapi.json")
    return Registry().with_resources(
        (file.name, Resource.from_contents(closed(json.loads(file.read_text())), default_specification=DRAFT202012))
        for file in files
    )


def validator(thing: str) -> Draft202012Validator:
    """Of «service», «organization» …"""
    return Draft202012Validator({"$ref": f"{thing}.json"}, registry=registry(), format_checker=formats)


def page_validator(thing: str) -> Draft202012Validator:
    """Of a page of them. The published description leaves the contents out of «Page»; here both must be there."""
    page = json.loads((SCHEMAS / "openapi.json").read_text())["components"]["schemas"]["Page"]
    properties = page["properties"] | {"contents": {"type": "array", "items": {"$ref": f"{thing}.json"}}}
    whole = {"type": "object", "properties": properties, "required": sorted(properties), "additionalProperties": False}
    return Draft202012Validator(whole, registry=registry(), format_checker=formats)
