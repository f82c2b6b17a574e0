"""Joining, signing by a link, the register, one partner, and what the coordinator answers."""

from collections.abc import Callable

from playwright.sync_api import Page

from pact.db import db
from tests import make
from tests.sights import Scene, Sight, first, press, write


def link(status: str = "asked", ending: str = "", purpose: str = "sign") -> Callable[[Scene], str]:
    """The page of a link; behind it a covenant in this state."""

    def url(scene: Scene) -> str:
        with scene.app.app_context():
            token = make.covenant_link(make.covenant(status), purpose)
            db.session.commit()
        return f"/convenant/{token}{ending}"

    return url


def covenant(status: str, ending: str) -> Callable[[Scene], str]:
    def url(scene: Scene) -> str:
        with scene.app.app_context():
            made = make.covenant(status).id
            db.session.commit()
        return f"/convenanten/{made}{ending}"

    return url


def request(scene: Scene) -> str:
    with scene.app.app_context():
        made = make.join_request().id
        db.session.commit()
    return f"/partners/aanmeldingen/{made}"


def text(scene: Scene) -> str:
    with scene.app.app_context():
        made = make.covenant().text_id
        db.session.commit()
    return f"/convenanten/tekst/{made}"


FILLED = write(
    organisation_name="Bakkerij De Krent",
    contact_name="Dries Krent",
    email="dries@example.nl",
    why="Wij zien klanten die elke week minder kopen.",
)


def with_kind(page: Page) -> None:
    page.locator("[name=kind]").select_option("Bedrijf")


JOIN = first(FILLED, with_kind, press("Verder: controleren"))

SIGHTS = [
    Sight("doe mee", None, "/doe-mee"),
    Sight("doe mee, fout", None, "/doe-mee", press("Verder: controleren")),
    Sight("doe mee, controleren", None, "/doe-mee", JOIN),
    Sight("doe mee, bedankt", None, "/doe-mee/bedankt"),
    Sight("doe mee, in het Engels", None, "/doe-mee?taal=en"),
    Sight("het register", None, "/convenanten"),
    Sight("het register, ingelogd", "anna", "/convenanten"),
    Sight("een tekst", None, text),
    Sight("een link om te tekenen", None, link()),
    Sight("tekenen", None, link(ending="/tekenen")),
    Sight("tekenen, fout", None, link(ending="/tekenen"), first(write(name=""), press("Onderteken"))),
    Sight("iemand anders", None, link(ending="/iemand-anders")),
    Sight("iemand anders, fout", None, link(ending="/iemand-anders"), press("Stuur de link")),
    Sight(
        "iemand anders, gevraagd",
        None,
        link(ending="/iemand-anders"),
        first(write(name="Directeur Dirk", email="dirk@example.nl"), press("Stuur de link")),
    ),
    Sight("niet tekenen", None, link(ending="/nee")),
    Sight("niet getekend", None, link("declined")),
    Sight("getekend", None, link("signed")),
    Sight("getekend, ook door het pact", None, link("countersigned")),
    Sight("een link die niet werkt", None, "/convenant/bestaat-niet"),
    Sight("klopt het nog", None, link("lapsed", purpose="confirm")),
    Sight("het klopt nog", None, link("lapsed", purpose="confirm"), press("Ja, het klopt nog")),
    Sight("aanvragen en handtekeningen", "fatma", "/partners/aanmeldingen"),
    Sight("een aanvraag", "fatma", request),
    Sight("een aanvraag, fout", "fatma", request, press("Stuur de link om te tekenen")),
    Sight("een aanvraag, fout bij nee", "fatma", request, press("Wijs de aanvraag af")),
    Sight("wat een partner tekende", "fatma", "/partners/sportclub/convenant"),
    Sight("wat een partner tekende, verlopen", "fatma", "/partners/tandarts/convenant"),
    Sight("wat een partner tekende, voor een ander", "anna", "/partners/bibliotheek/convenant"),
    Sight("vragen om te tekenen", "fatma", "/partners/bibliotheek/convenant/vragen"),
    Sight(
        "vragen om te tekenen, fout",
        "fatma",
        "/partners/bibliotheek/convenant/vragen",
        press("Stuur de link om te tekenen"),
    ),
    Sight("op papier", "fatma", covenant("asked", "/papier")),
    Sight("op papier, fout", "fatma", covenant("asked", "/papier"), press("Bewaar de handtekening")),
    Sight("stoppen met tekenen", "lia", covenant("countersigned", "/stoppen")),
    Sight("stoppen met tekenen, fout", "lia", covenant("countersigned", "/stoppen"), press("Ja, stoppen")),
    Sight("de vraag intrekken", "fatma", covenant("asked", "/stoppen")),
    Sight("een nieuwe tekst", "fatma", "/convenanten/teksten/covenant"),
    Sight(
        "een nieuwe tekst, fout",
        "fatma",
        "/convenanten/teksten/pact",
        first(write(title=""), press("Zet deze versie op de site")),
    ),
    Sight("het tekenblad", "fatma", "/convenanten/tekenblad?tekst=covenant"),
]
