"""What a reader of the open data asks in the address: read strictly, because a wrong filter would give a wrong list."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from werkzeug.datastructures import MultiDict

PER_PAGE, MOST = 50, 500
MOST_FULL = 100
#: Who asks only for ids and dates wants all of them at once.
MOST_MINIMAL = 10_000
LAST_PAGE = 1_000_000
LONGEST = 200
#: The published API knows these; we cannot answer them, and to look past them would give a wrong list.
NOT_HERE = ("postcode", "proximity", "full_service")

T = TypeVar("T")


class BadQuestion(Exception):
    """A parameter that cannot be read; the message says which and how it should be."""


@dataclass(frozen=True)
class Asked:
    search: str = ""
    taxonomy_id: str = ""
    taxonomy_term_id: str = ""
    organization_id: str = ""
    parent_id: str = ""
    modified_after: datetime | None = None
    page: int = 1
    per_page: int = PER_PAGE
    full: bool = False
    minimal: bool = False
    streams: bool = False


def read(args: "MultiDict[str, str]") -> Asked:
    """Raises BadQuestion."""
    for name in NOT_HERE:
        if args.get(name, "") not in ("", "false"):
            raise BadQuestion(f"{name}: dit kan hier niet.")
    full, minimal = _one(args, "full", _yes, False), _one(args, "minimal", _yes, False)
    most = MOST_MINIMAL if minimal else MOST_FULL if full else MOST
    per_page = _one(args, "per_page", _number, MOST_MINIMAL if minimal else PER_PAGE)
    return Asked(
        search=" ".join(args.get("search", "").split())[:LONGEST],
        taxonomy_id=args.get("taxonomy_id", ""),
        taxonomy_term_id=args.get("taxonomy_term_id", ""),
        organization_id=args.get("organization_id", ""),
        parent_id=args.get("parent_id", ""),
        modified_after=_one(args, "modified_after", _moment, None),
        page=_one(args, "page", _number, 1),
        per_page=min(per_page, most),
        full=full,
        minimal=minimal,
        streams=_one(args, "format", _format, False),
    )


def _one(args: "MultiDict[str, str]", name: str, read_it: Callable[[str], T], otherwise: T) -> T:
    given = args.get(name, "").strip()
    if not given:
        return otherwise
    try:
        return read_it(given)
    except (ValueError, OverflowError) as error:
        raise BadQuestion(f"{name}: {error}") from error


def _yes(given: str) -> bool:
    if given.lower() not in ("true", "false", "1", "0"):
        raise ValueError("true of false.")
    return given.lower() in ("true", "1")


def _number(given: str) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", given) or not 1 <= int(given) <= LAST_PAGE:
        raise ValueError(f"een getal van 1 tot en met {LAST_PAGE}.")
    return int(given)


def _moment(given: str) -> datetime:
    """A plus in an address is a space to who reads it; a moment without a zone is UTC."""
    try:
        at = datetime.fromisoformat(re.sub(r" (?=\d\d:?\d\d$)", "+", given))
        return (at.replace(tzinfo=UTC) if at.tzinfo is None else at).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError("een moment zoals 2026-11-24T09:00:00Z.") from error


def _format(given: str) -> bool:
    if given not in ("json", "ndjson"):
        raise ValueError("json of ndjson.")
    return given == "ndjson"
