"""The social map as a file: what stands here as rows, what a list that is sent in would do, and doing it.

A row is a service we have when it has its code, or else the name of one of that organisation. A confidential address
does not go out; a list that leaves it empty leaves it as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import selectinload

from pact import audit
from pact.access import Actor
from pact.db import AnyRow, db
from pact.directory import index, upkeep
from pact.directory.columns import COLUMNS, DAY_WORDS, LANGUAGE_WORDS, TOPIC_WORDS, VILLAGE_WORDS, WHERE
from pact.directory.models import Service
from pact.organisations.models import Organisation
from pact.tables.columns import heading
from pact.tables.plan import Line, Plan, Verdict
from pact.tables.reading import Table
from pact.tables.rows import given, settle, take

LOADED = (selectinload(Service.topics), selectinload(Service.locations), selectinload(Service.schedules))
LISTS = {
    "topics": TOPIC_WORDS,
    "languages": LANGUAGE_WORDS,
    "villages": VILLAGE_WORDS,
    "working_days": DAY_WORDS,
}
#: A new service tells each column, so that thousands are written in one go.
NOTHING = {column.key: column.empty for column in COLUMNS}
CHOICES = ("is_confidential", "takes_referrals", "is_offered")
DATES = ("paused_from", "paused_until")


def as_cells(service: Service, organisation_name: str) -> dict[str, str]:
    """What stands on the form, as a list says it."""
    told = upkeep.as_typed(service)
    told |= {name: words.joined(told[name]) for name, words in LISTS.items()}
    if told["is_confidential"]:
        told |= dict.fromkeys(WHERE, "")
    told |= {name: "ja" if told[name] else "nee" for name in CHOICES}
    told |= {name: told[name].isoformat() if told[name] else "" for name in DATES}
    told |= {"id": service.id, "organisation": organisation_name}
    return {column.key: column.tidied(told[column.key]) for column in COLUMNS}


def _standing(which: ColumnElement[bool]) -> Iterator[tuple[Service, str]]:
    """Services with the name of their organisation, by name."""
    wanted = select(Service, Organisation.name).join(Organisation, Organisation.id == Service.organisation_id)
    order = (Organisation.name, Service.name, Service.id)
    wanted = wanted.where(which).options(*LOADED).order_by(*order)
    yield from db.session.execute(wanted.execution_options(yield_per=500))


def exported() -> Iterator[list[str]]:
    """What the partners that take part offer, also what is not on the site now."""
    for service, name in _standing(Organisation.suspended_at.is_(None)):
        yield list(as_cells(service, name).values())


class Known(NamedTuple):
    """A service as the list says it."""

    id: str
    organisation_id: int
    cells: dict[str, str]


class Map:
    """The organisations and services as they are now, found by code and by name."""

    def __init__(self) -> None:
        self._by_slug: dict[str, AnyRow] = {}
        self._by_name: dict[str, AnyRow] = {}
        wanted = select(Organisation.id, Organisation.slug, Organisation.name, Organisation.suspended_at)
        for row in db.session.execute(wanted.order_by(Organisation.suspended_at.is_(None), Organisation.id)):
            self._by_slug[row.slug] = row
            self._by_name[row.name.casefold()] = row
        self.by_id: dict[str, Known] = {}
        self.by_name: dict[tuple[int, str], list[Known]] = defaultdict(list)
        for service, name in _standing(true()):
            known = Known(service.id, service.organisation_id, as_cells(service, name))
            self.by_id[known.id] = known
            self.by_name[known.organisation_id, known.cells["name"].casefold()].append(known)

    def organisation(self, named: str) -> AnyRow | None:
        """By name or code; of two with one name the one that takes part."""
        return self._by_name.get(named.casefold()) or self._by_slug.get(named)


def plan(table: Table) -> Plan:
    """What this list would do. Raises NotATable."""
    head = heading(COLUMNS, table)
    standing = Map()
    seen: dict[str, int] = {}
    lines = [Line(number, cells) for number, cells in table.rows]
    for line in lines:
        _work_out(line, given(COLUMNS, head, line.cells), standing, seen)
    return Plan(table.headers, head.unknown, lines)


def _work_out(line: Line, said: dict[str, str], standing: Map, seen: dict[str, int]) -> None:
    code, named, name = said.pop("id", "").lower(), said.pop("organisation"), said["name"].casefold()
    line.name = f"{said['name'][:120]} ({named[:120]})"
    organisation = standing.organisation(named)
    if organisation is None or organisation.suspended_at is not None:
        line.reasons.append(_about(organisation))
        settle(line, COLUMNS, "", None)
        return
    known = _known(line, code, organisation, name, standing)
    was = known.cells if known else None
    take(line, COLUMNS, said, was)
    if known is None and code:
        line.values["id"] = code
    _check_place(line, said, was)
    _check_pause(line, was)
    here = {
        f"{organisation.id} {line.values.get('name', said['name']).casefold()}",
        f"code {known.id if known else code}",
    }
    here.discard("code ")
    for what in here & seen.keys():
        line.reasons = [_("Deze dienst staat ook op regel %(number)s.", number=seen[what])]
    settle(line, COLUMNS, known.id if known else str(organisation.id), was)
    if not line.reasons:
        seen |= dict.fromkeys(here, line.number)


def _about(organisation: AnyRow | None) -> str:
    if organisation is None:
        return _("Deze organisatie kennen wij niet. Zet die eerst in de lijst van partners.")
    return _("Deze partner doet nu niet mee. Laat die eerst weer meedoen.")


def _known(line: Line, code: str, organisation: AnyRow, name: str, standing: Map) -> Known | None:
    """The service that a row is about."""
    if code:
        known = standing.by_id.get(code)
        if known is None and not _is_uuid(code):
            line.reasons.append(_("Laat de code leeg of gebruik de code uit de export."))
        if known is not None and known.organisation_id != organisation.id:
            line.reasons.append(_("Deze dienst is van een andere organisatie."))
        return known
    found = standing.by_name.get((organisation.id, name), [])
    if len(found) > 1:
        line.reasons.append(_("Deze organisatie heeft meer diensten met deze naam. Gebruik de code uit de export."))
    return found[0] if found else None


def _is_uuid(code: str) -> bool:
    try:
        return str(UUID(code)) == code
    except ValueError:
        return False


def _check_place(line: Line, said: dict[str, str], was: dict[str, str] | None) -> None:
    """A secret address becomes no public one by a list: who wants that tells the address that may be known."""
    if was is None or was["is_confidential"] != "ja" or line.values.get("is_confidential") != "nee":
        return
    if not said.get("address"):
        line.reasons.append(_("Dit adres is geheim. Vul het adres in dat iedereen mag weten."))
    line.values |= {name: said.get(name, "") for name in WHERE}


def _check_pause(line: Line, was: dict[str, str] | None) -> None:
    begins, ends = ((line.values.get(name, (was or {}).get(name, ""))) for name in DATES)
    if begins and ends and ends < begins and set(DATES) & line.values.keys():
        line.reasons.append(_("De pauze eindigt voor hij begint. Kijk de datums na."))


def carry_out(found: Plan, by: Actor) -> None:
    """Write down the new and the changed ones, and in the index of the search. Nobody said that it is true today."""
    ids = [line.target for line in found.of(Verdict.CHANGED)]
    changed = {one.id: one for one in db.session.scalars(select(Service).where(Service.id.in_(ids)).options(*LOADED))}
    for line in found.of(Verdict.CHANGED):
        upkeep.tell(changed[line.target], _told(line.values))
    made = list(_made(found.of(Verdict.NEW)))
    db.session.add_all(made)
    db.session.flush()
    _note([*changed.values(), *made])
    for deed, services in (("service_changed", changed.values()), ("service_added", made)):
        for service in services:
            audit.record(deed, service.thing, by, organisation_id=service.organisation_id, way="list")


def _made(lines: Iterable[Line]) -> Iterator[Service]:
    for line in lines:
        made = Service(organisation_id=int(line.target), topics=[], locations=[], schedules=[])
        if "id" in line.values:
            made.id = line.values["id"]
        upkeep.tell(made, _told(NOTHING | line.values))
        yield made


def _told(values: dict[str, str]) -> dict[str, Any]:
    """The cells as the form would give them."""
    told: dict[str, Any] = dict(values)
    told |= {name: words.codes_in(values[name]) for name, words in LISTS.items() if name in values}
    told |= {name: values[name] == "ja" for name in CHOICES if name in values}
    told |= {name: date.fromisoformat(values[name]) if values[name] else None for name in DATES if name in values}
    return told


def _note(services: Sequence[Service]) -> None:
    """Flushed already; the organisations are read at once."""
    ids = {service.organisation_id for service in services}
    theirs = {one.id: one for one in db.session.scalars(select(Organisation).where(Organisation.id.in_(ids)))}
    index.note_services((one, theirs[one.organisation_id], [sort.topic for sort in one.topics]) for one in services)
