"""Filling a form from a service and a service from a form. What the form does not ask stays as it was."""

from typing import Any

from sqlalchemy import select

from pact.dates import now
from pact.db import db
from pact.directory import opening
from pact.directory.forms import SchemeForm, ServiceForm
from pact.directory.models import Location, Schedule, Scheme, Service, ServiceStatus, ServiceTopic, Topic
from pact.links import as_slug

PLAIN = ("name", "summary", "description", "alert", "conditions", "costs", "documents", "phone", "email", "url")
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
    for name in PLAIN:
        setattr(service, name, form[name].data or "")
    wanted = {Topic(topic) for topic in form.topics.data or []}
    service.topics = [one for one in service.topics if one.topic in wanted]
    service.topics += [ServiceTopic(topic=topic) for topic in sorted(wanted - {one.topic for one in service.topics})]
    service.languages, service.villages = list(form.languages.data or []), list(form.villages.data or [])
    service.working_days = sorted(int(day) for day in form.working_days.data or [])
    service.takes_referrals, service.answers_within = form.takes_referrals.data, int(form.answers_within.data or 2)
    service.paused_from, service.paused_until = form.paused_from.data, form.paused_until.data
    service.status = ServiceStatus.ACTIVE if form.is_offered.data else ServiceStatus.INACTIVE
    _place(service, form)
    service.schedules = [one for one in service.schedules if not _is_of_all_year(one)]
    service.schedules += [
        Schedule(weekday=weekday, opens_at=opens, closes_at=closes)
        for weekday, field in enumerate(form.hours)
        for opens, closes in opening.parse(field.data or "")
    ]
    service.assure()
    service.modified_at = now()  # also when only its hours changed: then too the next one is second


def scheme_as_typed(scheme: Scheme) -> dict[str, Any]:
    return {name: getattr(scheme, name) for name in (*OF_A_SCHEME, "topics", "version")}


def free_slug(name: str) -> str:
    """The address of a new scheme: its name, with a number behind it when that is taken."""
    base = as_slug(name, "regeling")
    alike = select(Scheme.slug).where(Scheme.slug.startswith(base, autoescape=True))
    taken, slug, number = set(db.session.scalars(alike)), base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def change_scheme(scheme: Scheme, form: SchemeForm) -> None:
    for name in OF_A_SCHEME:
        setattr(scheme, name, form[name].data or "")
    scheme.topics = list(form.topics.data or [])
    scheme.assure()


def _is_of_all_year(stretch: Schedule) -> bool:
    return stretch.valid_from is None and stretch.valid_until is None


def _place(service: Service, form: ServiceForm) -> None:
    """The first place is the one on the form; emptied it goes."""
    told = {"name": form.place.data, "address": form.address.data, "city": form.city.data}
    told["post_code"] = (form.post_code.data or "").upper()
    place = next(iter(service.locations), None)
    if not any(told.values()):
        if place is not None:
            service.locations.remove(place)
        return
    if place is None:
        place = Location()
        service.locations.append(place)
    for name, value in told.items():
        setattr(place, name, value or "")
    place.is_confidential = form.is_confidential.data
