"""The workgroups: reading, asking to join, answering, who sits where, starting and ending."""

from pact.db import db
from pact.workgroups.models import Workgroup
from tests import make
from tests.sights import Scene, Sight, press

EVENT = "/werkgroepen/event-bijeenkomsten"


def request(scene: Scene) -> str:
    with scene.app.app_context():
        group = db.session.scalars(db.select(Workgroup).where(Workgroup.slug == "event-bijeenkomsten")).one()
        made = make.workgroup_request(group, "bram").id
        db.session.commit()
    return f"{EVENT}/verzoeken/{made}"


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
    Sight("een werkgroep stoppen", "fatma", f"{EVENT}/stoppen"),
]
