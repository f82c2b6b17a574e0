"""The workgroups: reading, asking to join, answering, who sits where, starting and ending."""

from pact.workgroups.models import WorkgroupFile, WorkgroupPlan, WorkgroupRequest, WorkgroupTask
from tests.sights import Scene, Sight, first, press, write

EVENT = "/werkgroepen/event-bijeenkomsten"


def request(scene: Scene) -> str:
    """Hanna asks, in the demo town."""
    asked = scene.town.one(WorkgroupRequest, WorkgroupRequest.status == "open")
    assert asked is not None
    return f"{EVENT}/verzoeken/{asked.id}"


def plan_file(scene: Scene) -> str:
    """The floor plan of the demo town, which has two versions."""
    return f"{EVENT}/bestanden/{scene.town.all(WorkgroupFile)[-1].id}"


def plan(scene: Scene) -> str:
    return f"{EVENT}/plannen/{scene.town.all(WorkgroupPlan)[0].id}"


SIGHTS = [
    Sight("de werkgroepen", None, "/werkgroepen"),
    Sight("de werkgroepen, coördinator", "fatma", "/werkgroepen"),
    Sight("een werkgroep", None, EVENT),
    Sight("een werkgroep, trekker", "ivo", EVENT),
    Sight("een werkgroep, gevraagd", "hanna", EVENT),
    Sight("een werkgroep die stopte", "anna", "/werkgroepen/website"),
    Sight("meedoen met een werkgroep", "anna", f"{EVENT}/meedoen"),
    Sight("een verzoek", "ivo", request),
    Sight("een verzoek, fout", "ivo", request, press("Wijs het verzoek af")),
    Sight("uit een werkgroep stappen", "ivo", f"{EVENT}/uitstappen"),
    Sight("een andere trekker", "ivo", f"{EVENT}/trekker"),
    Sight("een andere trekker, fout", "ivo", f"{EVENT}/trekker", press("Maak trekker")),
    Sight("iemand erbij", "fatma", f"{EVENT}/lid-erbij"),
    Sight("iemand eruit", "ivo", lambda scene: f"{EVENT}/leden/{scene.town.joke.id}/weg"),
    Sight("een nieuwe werkgroep, fout", "fatma", "/werkgroepen/nieuw", press("Begin de werkgroep")),
    Sight("een werkgroep wijzigen", "ivo", f"{EVENT}/wijzigen"),
    Sight("taken", "ivo", f"{EVENT}/taken"),
    Sight("taken, geen", "fatma", "/werkgroepen/samen-onder-een-dak/taken"),
    Sight("een nieuwe taak, fout", "ivo", f"{EVENT}/taken/nieuw", press("Bewaar")),
    Sight("een taak", "ivo", lambda scene: f"{EVENT}/taken/{scene.town.all(WorkgroupTask)[-1].id}"),
    Sight("een plan, fout", "ivo", f"{EVENT}/plan", press("Maak het plan")),
    Sight("bestanden", "ivo", f"{EVENT}/bestanden"),
    Sight("bestanden, geen", "fatma", "/werkgroepen/samen-onder-een-dak/bestanden"),
    Sight("een bestand", "joke", plan_file),
    Sight("een bestand erbij, fout", "ivo", f"{EVENT}/bestanden/nieuw", press("Zet erbij")),
    Sight("een nieuwe versie, fout", "ivo", lambda scene: f"{plan_file(scene)}/nieuwe-versie", press("Zet erbij")),
    Sight("een plan", "ivo", plan),
    Sight("een plan, wie alles leest", "karim", plan),
    Sight(
        "een plan wijzigen, fout",
        "ivo",
        lambda scene: f"{plan(scene)}/wijzigen",
        first(write(title=""), press("Bewaar")),
    ),
    Sight(
        "een plan voor volgend jaar, fout",
        "ivo",
        lambda scene: f"{plan(scene)}/kopie",
        first(write(title=""), press("Maak het plan")),
    ),
    Sight("bestanden, een weggehaald", "ivo", plan_file, press("Haal het bestand weg")),
    Sight("een werkgroep stoppen", "fatma", f"{EVENT}/stoppen"),
]
