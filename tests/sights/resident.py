"""What the resident reads: the question on the own phone, the own page in every state, stopping."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.sights import Scene, Sight, choose, first, press, unfold, write


def own(status: str = "requested", ending: str = "", **values: Any) -> Callable[[Scene], str]:
    return lambda scene: f"/i/{scene.secret(scene.referral(status, **values))}{ending}"


WRONG_CODE = first(unfold("Lees ook de toelichting"), write(code="12"), press("Laat zien"))


def erased(scene: Scene) -> str:
    """The page of somebody who stopped; its link was known before its key was destroyed."""
    reference = scene.referral("accepted")
    url = f"/i/{scene.secret(reference)}"
    scene.change(reference, lambda referral: referral.withdraw())
    return url


def with_code(scene: Scene) -> str:
    """The six digits, as they stand on the paper, travel behind the link, where the server does not see them."""
    reference = scene.referral()
    return f"/i/{scene.secret(reference)}#{scene.secret(reference, lambda referral: referral.resident_code)}"


def read_note(page: Page) -> None:
    code = page.url.partition("#")[2]
    first(unfold("Lees ook de toelichting"), write(code=code), press("Laat zien"))(page)


SIGHTS = [
    Sight("de vraag", None, own("consent_pending")),
    Sight("de vraag, in het Engels", None, own("consent_pending", "?taal=en")),
    Sight("de vraag, fout", None, own("consent_pending"), press("Bewaar mijn keuze")),
    Sight("nee gezegd", None, own("consent_pending"), first(choose("Nee, liever niet"), press("Bewaar mijn keuze"))),
    Sight("ja gezegd", None, own("consent_pending"), first(choose("Ja, dat is goed"), press("Bewaar mijn keuze"))),
    *(
        Sight(f"eigen pagina, {status}", None, own(status))
        for status in ("requested", "on_hold", "accepted", "completed", "failed", "rejected", "cancelled", "expired")
    ),
    Sight("eigen pagina, e-mail zonder toelichting", None, own(contact_way="email", email="zyx@example.nl", note=None)),
    Sight("eigen pagina, in het Engels", None, own("accepted", "?taal=en")),
    Sight("eigen pagina, verkeerde code", None, own(), WRONG_CODE),
    Sight("eigen pagina, gewist", None, erased),
    Sight("eigen pagina, toelichting open", None, with_code, read_note),
    Sight("stoppen", None, own("accepted", "/stoppen")),
    Sight("gestopt", None, own("accepted", "/stoppen"), press("Ja, stop met delen")),
    Sight(
        "gestopt, alles wissen",
        None,
        own("accepted", "/stoppen"),
        press("Ja, stop met delen", "Vraag om alles te wissen"),
    ),
    Sight("onbekende link", None, "/i/bestaat-niet"),
]
