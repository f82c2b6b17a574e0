"""What everyone may see: about the pact, «Wie doet wat», what goes wrong, the demo's own pages."""

from pact.dates import today
from pact.db import db
from pact.keys import DataKey
from pact.mail import Letter, post
from tests import make
from tests.sights import Scene, Sight, press

ERRORS = (400, 403, 404, 405, 409, 410, 413, 429, 500, 503)


def paused(scene: Scene) -> str:
    with scene.app.app_context():
        place = make.organisation("stichting-even-niet")
        make.service(place, "food", paused_from=today())
        db.session.commit()
    return "/wie-doet-wat/stichting-even-niet"


def letter(channel: str, erased: bool = False) -> "object":
    def url(scene: Scene) -> str:
        with scene.app.app_context():
            key = DataKey.make()
            db.session.add(key)
            written: Letter = post(
                "06 00 00 00 01" if channel == "sms" else "anna@example.nl",
                "people/emails/code.txt",
                channel=channel,
                data_key=key,
                code="123456",
            )
            db.session.flush()
            if erased:
                key.destroy()
            db.session.commit()
            return f"/demo/post/{written.id}"

    return url


SIGHTS = [
    Sight("over het pact", None, "/over"),
    Sight("over het pact, in het Engels", None, "/over?taal=en"),
    Sight("privacy", None, "/privacy"),
    Sight("toegankelijkheid", None, "/toegankelijkheid"),
    Sight("hulp", None, "/help"),
    Sight("hulp, ingelogd", "anna", "/help"),
    Sight("wie doet wat", None, "/wie-doet-wat"),
    Sight("wie doet wat bij eten", None, "/wie-doet-wat?onderwerp=food"),
    Sight("een organisatie", None, "/wie-doet-wat/grip-op-de-knip"),
    Sight("een organisatie, ingelogd", "anna", "/wie-doet-wat/grip-op-de-knip"),
    Sight("een organisatie met een pauze", None, paused),
    Sight("een geheim adres", None, "/wie-doet-wat/ido"),
    Sight("gezocht en gevonden", None, "/wie-doet-wat?zoek=kleren&dorp=Heerde"),
    Sight("gezocht en niets gevonden", None, "/wie-doet-wat?zoek=qwxzv"),
    Sight("een regeling", None, "/wie-doet-wat/regelingen/bijzondere-bijstand"),
    *(Sight(f"fout {code}", None, f"/fout/{code}") for code in ERRORS),
    Sight("fout 403, ingelogd", "anna", "/beheer"),
    Sight("de demo", None, "/demo"),
    Sight("het postvak", None, "/demo/post"),
    Sight("een e-mail", None, letter("email")),
    Sight("een sms", None, letter("sms")),
    Sight("een gewiste brief", None, letter("email", erased=True)),
    Sight("de demo, weer nieuw", None, "/demo", press("Maak de demo weer nieuw")),
]
