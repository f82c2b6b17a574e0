"""The pages of these rooms are sound HTML and can be used by everybody."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.people.test_second_step import first_step, phone, set_up_app  # noqa: F401 - `phone` is a fixture


@pytest.mark.engine("sqlite")
def test_every_page_is_sound_html_empty_filled_and_with_mistakes(sign_in, client, app, outbox, town, vnu, phone):  # noqa: F811
    pages = dict(seen(sign_in, client, app, outbox, town))
    assert all("<h1" in html for html in pages.values())
    assert vnu(pages) == []


def seen(sign_in: Any, client: Any, app: Any, outbox: Any, town: Any) -> Iterator[tuple[str, str]]:
    for path in ("/inloggen", "/inloggen/code", "/inloggen/wachtwoord", "/inloggen/passkey",
                 "/inloggen/passkey-lukt-niet", "/uitnodiging/onbekend"):  # fmt: skip
        yield path, client.get(path).text
    for path in ("/inloggen", "/inloggen/code", "/inloggen/wachtwoord"):
        yield f"{path} with mistakes", client.post(path).text
    half = app.test_client()
    step = first_step(half, outbox, "chantal").location
    yield "second step", half.get(step).text
    yield "second step with mistakes", half.post(step).text
    yield "recovery", half.get("/tweede-stap/herstelcode").text
    yield "choosing a factor", sign_in("daan", strong=False).get("/tweede-stap").text
    yield "code again", sign_in("hanna", strong=False).get("/bevestigen").text
    chantal = sign_in("chantal")
    for path in ("/mijn-gegevens", "/mijn-gegevens/passkey", "/mijn-gegevens/authenticator",
                 "/mijn-gegevens/herstelcodes", "/mijn-gegevens/wachtwoord", "/mijn-gegevens/e-mailadres"):  # fmt: skip
        yield path, chantal.get(path).text
        yield f"{path} after the button", chantal.post(path).text
    karim, lia = sign_in("karim"), sign_in("lia")
    place = f"/partners/{town.voedselbank.slug}"
    for path in ("/beheer", "/partners", place, f"{place}/uitnodigen"):
        yield path, karim.get(path).text
    yield "mistakes in a proposal", karim.post("/beheer").text
    yield "own organisation", lia.get("/mijn-organisatie").text
    yield "mistakes in an invitation", lia.post(f"{place}/uitnodigen").text
    yield "member", lia.get(f"{place}/mensen/{town.anna.id}").text
    yield "closing", lia.get(f"{place}/mensen/{town.anna.id}/sluiten").text
    lia.post(f"{place}/uitnodigen", data={"name": "Gast", "email": "gast@example.nl", "roles": ["member"]})
    link = outbox.to("gast")[-1].links[0].removeprefix("http://localhost")
    yield "invitation", client.get(link).text
    yield "invited member", lia.get(f"{place}/mensen/{town.gast.id}").text


PATHS = {
    None: ["/inloggen", "/inloggen/code", "/inloggen/wachtwoord", "/inloggen/passkey", "/uitnodiging/onbekend"],
    "lia": ["/mijn-organisatie", "/partners/{place}/uitnodigen", "/partners/{place}/mensen/{anna}",
            "/partners/{place}/mensen/{anna}/sluiten"],
    "karim": ["/beheer", "/partners", "/mijn-gegevens", "/mijn-gegevens/passkey", "/mijn-gegevens/authenticator",
              "/mijn-gegevens/herstelcodes", "/mijn-gegevens/e-mailadres"],
}  # fmt: skip


@pytest.mark.parametrize("key", PATHS)
@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_passes_axe_and_fits(open_page, axe, town, key, width):
    page = open_page(key, width=width)
    for path in PATHS[key]:
        page.goto(path.format(place=town.voedselbank.slug, anna=town.anna.id))
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
