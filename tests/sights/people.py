"""Getting in, one's own account, the people of an organisation, the roles on the pact."""

from collections.abc import Callable

from sqlalchemy import select

from pact.db import db
from pact.people import authenticator
from pact.people.models import AddressChange, Invitation, PactRole, Person, Role
from tests import make
from tests.sights import Scene, Sight, first, press, write


def with_app(key: str) -> Callable[[Scene], str]:
    """This person has an app with codes, and codes for the day the phone is gone."""

    def url(scene: Scene) -> str:
        with scene.app.test_request_context():
            person = db.session.scalars(select(Person).where(Person.email == f"{key}@example.nl")).one()
            authenticator.set_up(person, authenticator.new_secret(person).sealed)
            authenticator.new_recovery_codes(person)
            db.session.commit()
        return "/tweede-stap"

    return url


def invitation(scene: Scene) -> str:
    with scene.app.app_context():
        made, token = Invitation.make(make.person(activated=False), None)
        db.session.add(made)
        db.session.commit()
    return f"/uitnodiging/{token}"


def new_address(scene: Scene) -> str:
    with scene.app.app_context():
        made, token = AddressChange.make(make.person(), "nieuw@example.nl")
        db.session.add(made)
        db.session.commit()
    return f"/uitnodiging/adres/{token}"


def colleague(ending: str = "") -> Callable[[Scene], str]:
    def url(scene: Scene) -> str:
        place = scene.town.voedselbank
        with scene.app.app_context():
            someone = make.person(activated=bool(ending))
            make.membership(someone, place, "referrer")
            db.session.commit()
            return f"/partners/voedselbank/mensen/{someone.id}{ending}"

    return url


def stopped(scene: Scene) -> str:
    form = {"kind": "suspended", "reason": "other", "words": "Na de verhuizing weer."}
    scene.client("fatma").post("/partners/sportclub/stoppen", data=form)
    return "/partners/sportclub"


def proposal(scene: Scene) -> str:
    with scene.app.app_context():
        proposer = make._by_key("fatma")
        db.session.add(PactRole(person_id=make.person().id, role=Role.POLICY_OFFICER, granted_by_id=proposer.id))
        db.session.commit()
    return "/beheer"


GETTING_IN = [
    Sight("inloggen", None, "/inloggen"),
    Sight("inloggen, fout", None, "/inloggen", first(write(email="anna"), press("Stuur mij een code"))),
    Sight("de code", None, "/inloggen", first(write(email="gerrit@example.nl"), press("Stuur mij een code"))),
    Sight(
        "de code, fout",
        None,
        "/inloggen",
        first(write(email="gerrit@example.nl"), press("Stuur mij een code"), write(code="12345"), press("Log in")),
    ),
    Sight("wachtwoord", None, "/inloggen/wachtwoord"),
    Sight("wachtwoord, fout", None, "/inloggen/wachtwoord", press("Log in")),
    Sight("passkey", None, "/inloggen/passkey"),
    Sight("passkey lukt niet", None, "/inloggen/passkey-lukt-niet"),
    Sight("tweede stap kiezen", "anna", "/tweede-stap", strong=False),
    Sight("tweede stap", "daan", with_app("daan"), strong=False),
    Sight("tweede stap, fout", "daan", "/tweede-stap", first(write(code="1"), press("Verder")), strong=False),
    Sight("herstelcode", "daan", "/tweede-stap/herstelcode", strong=False),
    Sight("herstelcode, fout", "daan", "/tweede-stap/herstelcode", press("Verder"), strong=False),
    Sight("uitnodiging", None, invitation),
    Sight("uitnodiging voorbij", None, "/uitnodiging/bestaat-niet"),
    Sight("nieuw adres bevestigen", None, new_address),
]

ACCOUNT = [
    Sight("mijn gegevens", "gerrit", "/mijn-gegevens"),
    Sight("mijn gegevens, fout", "gerrit", "/mijn-gegevens", first(write(name=""), press("Bewaar"))),
    Sight("mijn gegevens, bewaard", "gerrit", "/mijn-gegevens", press("Bewaar")),
    Sight("e-mailadres", "gerrit", "/mijn-gegevens/e-mailadres"),
    Sight("e-mailadres, fout", "gerrit", "/mijn-gegevens/e-mailadres", press("Stuur de link")),
    Sight(
        "e-mailadres, gevraagd",
        "gerrit",
        "/mijn-gegevens/e-mailadres",
        first(write(email="gerrit@voorbeeld.nl"), press("Stuur de link")),
    ),
    Sight("wachtwoord kiezen", "gerrit", "/mijn-gegevens/wachtwoord"),
    Sight(
        "wachtwoord kiezen, fout",
        "gerrit",
        "/mijn-gegevens/wachtwoord",
        first(write(password="kort"), press("Bewaar het wachtwoord")),
    ),
    Sight("passkey maken", "gerrit", "/mijn-gegevens/passkey"),
    Sight("app instellen", "gerrit", "/mijn-gegevens/authenticator"),
    Sight("app instellen, fout", "gerrit", "/mijn-gegevens/authenticator", press("Zet de app aan")),
    Sight("herstelcodes", "gerrit", "/mijn-gegevens/herstelcodes"),
    Sight("herstelcodes, gemaakt", "gerrit", "/mijn-gegevens/herstelcodes", press("Maak herstelcodes")),
    Sight("ben jij het echt", "gerrit", "/bevestigen"),
    Sight("beheer", "karim", proposal),
    Sight("beheer, fout", "karim", "/beheer", press("Stel voor")),
]

ORGANISATIONS = [
    Sight("partners", "fatma", "/partners"),
    Sight("een partner", "fatma", "/partners/voedselbank"),
    Sight("een partner, door de gemeente", "gerrit", "/partners/voedselbank"),
    Sight("mijn organisatie", "lia", "/mijn-organisatie"),
    Sight("partner wijzigen", "lia", "/partners/voedselbank/wijzigen"),
    Sight(
        "partner wijzigen, fout",
        "lia",
        "/partners/voedselbank/wijzigen",
        first(write(name="", website="x"), press("Bewaar")),
    ),
    Sight("logo", "lia", "/partners/voedselbank/logo"),
    Sight("logo, fout", "lia", "/partners/voedselbank/logo", press("Bewaar")),
    Sight("logo, dat er is", "fatma", "/partners/kledingbank-de-cirkel/logo"),
    Sight("partner stoppen", "fatma", "/partners/sportclub/stoppen"),
    Sight("partner stoppen, fout", "fatma", "/partners/sportclub/stoppen", press("Stop de deelname")),
    Sight("samenvoegen", "fatma", "/partners/tandarts/samenvoegen"),
    Sight("samenvoegen, fout", "fatma", "/partners/tandarts/samenvoegen?met=bestaat-niet"),
    Sight("samenvoegen, wat er gebeurt", "fatma", "/partners/tandarts/samenvoegen?met=huisartsen"),
    Sight("samenvoegen kan niet", "fatma", "/partners/ido/samenvoegen?met=huisartsen"),
    Sight("partner stilgezet", "fatma", stopped),
    Sight("partners, een stilgezet", "fatma", lambda scene: stopped(scene) and "/partners"),
    Sight("uitnodigen", "lia", "/partners/voedselbank/uitnodigen"),
    Sight("uitnodigen, fout", "lia", "/partners/voedselbank/uitnodigen", press("Stuur de uitnodiging")),
    Sight("een collega", "lia", colleague()),
    Sight("een collega, fout", "lia", colleague(), press("Bewaar de rollen")),
    Sight("account sluiten", "lia", colleague("/sluiten")),
]
