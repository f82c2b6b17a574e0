"""Lists that go out and come in, and the page about open data."""

from playwright.sync_api import Page

from pact.db import db
from tests import make
from tests.sights import Do, Scene, Sight, first, press

PARTNERS = """Naam;Telefoonnummer;Kleur
Bakkerij Zemel;0578 12 34 56;geel
Voedselbank;0578 00 00 77;rood
Bakkerij de Korst;geen;rood
"""
SERVICES = """Organisatie;Naam;In één korte zin;Waarbij help je?;Maandag
Voedselbank;Soep op maandag;Samen soep eten;eten;12-13
Voedselbank;Voedselpakket;Geeft eten;eten;9-10
Bakkerij;Brood;Brood;eten;
"""


def sent_in(text: str) -> Do:
    def do(page: Page) -> None:
        page.locator("[name=file]").set_input_files(
            {"name": "lijst.csv", "mimeType": "text/csv", "buffer": text.encode()}
        )
        press("Bekijk wat er gebeurt")(page)

    return do


def nothing_to_take(scene: Scene) -> str:
    with scene.app.app_context():
        made = make.upload("organisations").id
        db.session.commit()
    return f"/partners/importeren/{made}"


SIGHTS = [
    Sight("open data", None, "/wie-doet-wat/open-data"),
    Sight("de lijst van partners", "fatma", "/partners/importeren"),
    Sight("de lijst van partners, geen bestand", "fatma", "/partners/importeren", press("Bekijk wat er gebeurt")),
    Sight("wat een lijst gaat doen", "fatma", "/partners/importeren", sent_in(PARTNERS)),
    Sight(
        "wat een lijst deed",
        "fatma",
        "/partners/importeren",
        first(sent_in(PARTNERS), press("Neem 2 regels over")),
    ),
    Sight("niets om over te nemen", "fatma", nothing_to_take),
    Sight("de lijst van wie doet wat", "fatma", "/wie-doet-wat/importeren"),
    Sight("wat een lijst van diensten gaat doen", "fatma", "/wie-doet-wat/importeren", sent_in(SERVICES)),
]
