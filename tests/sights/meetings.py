"""Meetings: the lists, one of them, planning, changing, the agenda, calling off."""

from collections.abc import Callable
from datetime import timedelta

from pact.db import db
from pact.meetings.models import Meeting
from pact.meetings.series.planning import begin
from pact.meetings.series.rules import choices
from pact.workgroups.models import Workgroup
from tests import make
from tests.sights import Scene, Sight, press


def meeting(page: str = "", **values: object) -> Callable[[Scene], str]:
    """The page of a meeting that Ivo called."""

    def url(scene: Scene) -> str:
        with scene.app.app_context():
            made = make.meeting("ivo", "joke", by="ivo", **values)
            db.session.commit()
            return f"/bijeenkomsten/{made.id}{page}"

    return url


def draft(page: str) -> Callable[[Scene], str]:
    """The same before anybody was invited; with two days it will be a poll."""

    def url(scene: Scene) -> str:
        browser = scene.client("ivo")
        days = {f"days-{n}-day": f"2026-12-1{n}" for n in range(2)}
        group = scene.town.one(Workgroup, Workgroup.slug == "event-bijeenkomsten")
        assert group is not None
        browser.post("/bijeenkomsten/nieuw", data={"title": "Overleg", "workgroup": str(group.id)} | days)
        return f"/bijeenkomsten/{scene.town.all(Meeting)[-1].id}{page}"

    return url


def series(page: str = "") -> Callable[[Scene], str]:
    """A meeting of Ivo's that comes back four times; of the second the day moved, the third is called off."""

    def url(scene: Scene) -> str:
        with scene.app.app_context():
            first = make.meeting("ivo", "joke", by="ivo")
            rule = choices(first.day)[0].rule
            days = [first.day + timedelta(weeks=number) for number in range(1, 4)]
            made = begin(first, rule, days, first.made_by_id)
            second, third = db.session.scalars(db.select(Meeting).filter_by(series_id=made.id).offset(1).limit(2))
            second.arrange(second.when._replace(day=second.day + timedelta(days=1)), "Kerk", "")
            third.call_off("Vakantie.", None)
            db.session.commit()
            return f"/bijeenkomsten/reeks/{made.id}{page}"

    return url


SIGHTS = [
    Sight("bijeenkomsten", "ivo", "/bijeenkomsten"),
    Sight("bijeenkomsten, coördinator", "fatma", "/bijeenkomsten"),
    Sight("bijeenkomsten, geen", "anna", "/bijeenkomsten"),
    Sight("bijeenkomsten, geweest", "ivo", "/bijeenkomsten?toon=geweest"),
    Sight("een bijeenkomst", "joke", meeting()),
    Sight("een bijeenkomst, van wie uitnodigt", "ivo", meeting()),
    Sight("een bijeenkomst, concept", "ivo", draft("")),
    Sight("een bijeenkomst plannen", "ivo", "/bijeenkomsten/nieuw"),
    Sight("een bijeenkomst plannen, nog een datum", "ivo", "/bijeenkomsten/nieuw", press("Nog een datum")),
    Sight("een bijeenkomst plannen, fout", "ivo", "/bijeenkomsten/nieuw", press("Verder: wie nodig je uit?")),
    Sight("een bijeenkomst plannen, opnieuw", "ivo", draft("/plan")),
    Sight("wie nodig je uit", "ivo", draft("/uitnodigen")),
    Sight("nog iemand uitnodigen, fout", "ivo", meeting("/erbij"), press("Verstuur de uitnodigingen")),
    Sight("een bijeenkomst wijzigen", "ivo", meeting("/wijzigen")),
    Sight("een bijeenkomst afzeggen, fout", "ivo", meeting("/afzeggen"), press("Zeg de bijeenkomst af")),
    Sight("de agenda", "ivo", meeting("/agenda")),
    Sight("een reeks maken", "ivo", meeting("/reeks")),
    Sight("een reeks maken, fout", "ivo", meeting("/reeks"), press("Verder: bekijk de dagen")),
    Sight("een reeks", "joke", series()),
    Sight("een reeks, van wie uitnodigt", "ivo", series()),
    Sight("een reeks wijzigen", "ivo", series("/wijzigen")),
    Sight("een reeks afzeggen, fout", "ivo", series("/afzeggen"), press("Zeg alles af")),
    Sight("agenda op je telefoon", "joke", "/bijeenkomsten/agenda"),
    Sight("agenda op je telefoon, met een link", "joke", "/bijeenkomsten/agenda", press("Maak mijn link")),
]
