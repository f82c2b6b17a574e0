"""What everyone may see: about the pact, «Wie doet wat», what goes wrong, the demo's own pages."""

from pact.dates import today
from pact.db import db
from pact.directory.models import Check, Service
from pact.keys import DataKey, new_token
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


def question(scene: Scene) -> str:
    """«Klopt dit nog?», as Nico reads it."""
    with scene.app.app_context():
        check, token = Check.make(scene.town.grip_op_de_knip.id, scene.town.nico.id, new_token()[:6])
        db.session.add(check)
        db.session.commit()
        return f"/klopt-dit/{token}"


def service_of_lia(scene: Scene) -> str:
    found = scene.town.one(Service, Service.organisation_id == scene.town.voedselbank.id)
    assert found is not None
    return f"/wie-doet-wat/voedselbank/wijzigen/{found.id}"


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
    Sight("klopt er iets niet", None, "/wie-doet-wat/ido/klopt-niet"),
    Sight("klopt er iets niet, niets ingevuld", None, "/wie-doet-wat/ido/klopt-niet", press("Verstuur")),
    Sight("klopt dit nog", None, question),
    Sight("dit klopt", None, question, press("Dit klopt")),
    Sight("klopt dit nog, te laat", None, "/klopt-dit/bestaat-niet"),
    Sight("wie doet wat op papier", None, "/wie-doet-wat/print?dorp=Heerde"),
    Sight("het eigen aanbod", "lia", "/wie-doet-wat/voedselbank/wijzigen"),
    Sight("het aanbod met regelingen", "fatma", "/wie-doet-wat/gemeente-heerde/wijzigen"),
    Sight("een dienst wijzigen", "lia", service_of_lia),
    Sight("iets nieuws, niets ingevuld", "lia", "/wie-doet-wat/voedselbank/nieuw", press("Bewaar")),
    Sight("een regeling wijzigen", "fatma", "/wie-doet-wat/regelingen/kindpakket/wijzigen"),
    Sight("een nieuwe regeling, fout", "fatma", "/wie-doet-wat/gemeente-heerde/regelingen/nieuw", press("Bewaar")),
    Sight("een regeling weghalen", "fatma", "/wie-doet-wat/regelingen/kindpakket/weghalen"),
    Sight("een organisatie met een logo", None, "/wie-doet-wat/kledingbank-de-cirkel"),
    Sight("wie doet wat, de laatste pagina", None, "/wie-doet-wat?na=voedselbank"),
    *(Sight(f"fout {code}", None, f"/fout/{code}") for code in ERRORS),
    Sight("fout 403, ingelogd", "anna", "/beheer"),
    Sight("de demo", None, "/demo"),
    Sight("het postvak", None, "/demo/post"),
    Sight("een e-mail", None, letter("email")),
    Sight("een sms", None, letter("sms")),
    Sight("een gewiste brief", None, letter("email", erased=True)),
    Sight("de demo, weer nieuw", None, "/demo", press("Maak de demo weer nieuw")),
]
