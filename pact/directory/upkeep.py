"""Filling a form from a service and a service from a form. What the form does not ask stays as it was."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from pact import slugs
from pact.dates import now
from pact.directory import opening
from pact.directory.forms import SchemeForm, ServiceForm
from pact.directory.models import Location, Schedule, Scheme, Service, ServiceStatus, ServiceTopic, Topic

PLAIN = ("name", "summary", "description", "alert", "conditions", "costs", "documents", "phone", "email", "url")
#: What the form calls it, and what the place does.
PLACE = {"place": "name", "address": "address", "post_code": "post_code", "city": "city"}
OF_A_SCHEME = ("name", "gives", "for_whom", "conditions", "where_to_ask", "url")


def as_typed(service: Service) -> dict[str, Any]:
    """What stands in the form at first."""
    place = next(iter(service.locations), None)
    all_year = [one for one in service.schedules if _is_of_all_year(one)]
    week = {
        f"hours_{weekday}": opening.typed((one.opens_at, one.closes_at) for one in all_year if one.weekday == weekday)
        for weekday in range(7)
    }
    return {
        **{name: getattr(service, name) for name in PLAIN},
        **week,
        "topics": [one.topic for one in service.topics],
        "languages": service.languages,
        "villages": service.villages,
        "working_days": [str(day) for day in service.working_days],
        "place": place.name if place else "",
        "address": place.address if place else "",
        "post_code": place.post_code if place else "",
        "city": place.city if place else "",
        "is_confidential": bool(place and place.is_confidential),
        "takes_referrals": service.takes_referrals,
        "answers_within": str(service.answers_within),
        "paused_from": service.paused_from,
        "paused_until": service.paused_until,
        "is_offered": service.status == ServiceStatus.ACTIVE,
        "version": service.version,
    }


def change(service: Service, form: ServiceForm) -> None:
    """Write down what was filled in; whoever fills it in says that it is true today."""
    tell(service, form.data)
    service.assure()


def tell(service: Service, told: Mapping[str, Any]) -> None:
    """Write down what is told, under the names of the form. What is not told at all stays as it was."""
    for name in PLAIN:
        if name in told:
            setattr(service, name, told[name] or "")
    if "topics" in told:
        _sort_under(service, {Topic(topic) for topic in told["topics"] or []})
    if "languages" in told:
        service.languages = list(told["languages"] or [])
    if "villages" in told:
        service.villages = list(told["villages"] or [])
    if "working_days" in told:
        service.working_days = sorted(int(day) for day in told["working_days"] or [])
    if "takes_referrals" in told:
        service.takes_referrals = told["takes_referrals"]
    if "answers_within" in told:
        service.answers_within = int(told["answers_within"] or 2)
    for name in ("paused_from", "paused_until"):
        if name in told:
            setattr(service, name, told[name])
    if "is_offered" in told:
        service.status = ServiceStatus.ACTIVE if told["is_offered"] else ServiceStatus.INACTIVE
    _place(service, told)
    for weekday in range(7):
        if f"hours_{weekday}" in told:
            _open_on(service, weekday, set(opening.parse(told[f"hours_{weekday}"] or "")))
    service.modified_at = now()  # also when only a place or an hour changed: then too the next editor is second


def _sort_under(service: Service, wanted: set[Topic]) -> None:
    service.topics = [one for one in service.topics if one.topic in wanted]
    service.topics += [ServiceTopic(topic=topic) for topic in sorted(wanted - {one.topic for one in service.topics})]


def _open_on(service: Service, weekday: int, wanted: set[tuple[time, time]]) -> None:
    """A stretch that stays keeps its row, and with it its id in the open data."""
    kept: set[tuple[time, time]] = set()
    for one in [one for one in service.schedules if _is_of_all_year(one) and one.weekday == weekday]:
        if (one.opens_at, one.closes_at) in wanted - kept:
            kept.add((one.opens_at, one.closes_at))
        else:
            service.schedules.remove(one)
    service.schedules += [
        Schedule(weekday=weekday, opens_at=opens, closes_at=closes) for opens, closes in sorted(wanted - kept)
    ]


def scheme_as_typed(scheme: Scheme) -> dict[str, Any]:
    return {name: getattr(scheme, name) for name in (*OF_A_SCHEME, "topics", "version")}


def free_slug(name: str) -> str:
    """The address of a new scheme: its name, with a number behind it when that is taken."""
    return slugs.free_in(Scheme.slug, slugs.base_of(name, "regeling"))


def change_scheme(scheme: Scheme, form: SchemeForm) -> None:
    for name in OF_A_SCHEME:
        setattr(scheme, name, form[name].data or "")
    scheme.topics = list(form.topics.data or [])
    scheme.assure()


def _is_of_all_year(stretch: Schedule) -> bool:
    return stretch.valid_from is None and stretch.valid_until is None


def _place(service: Service, told: Mapping[str, Any]) -> None:
    """The first place is the one on the form; emptied it goes."""
    place = next(iter(service.locations), None)
    said = {
        column: (told[name] or "") if name in told else getattr(place, column, "") for name, column in PLACE.items()
    }
    said["post_code"] = said["post_code"].upper()
    if not any(said.values()):
        if place is not None:
            service.locations.remove(place)
        return
    if place is None:
        place = Location()
        service.locations.append(place)
    for column, value in said.items():
        setattr(place, column, value)
    if "is_confidential" in told:
        place.is_confidential = told["is_confidential"]
