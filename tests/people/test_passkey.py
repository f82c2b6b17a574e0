"""Passkeys, in a real browser with a virtual authenticator."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from pact.people.models import WebAuthn
from tests.people.test_sign_in import code_in


@pytest.fixture
def with_authenticator() -> Callable[[Any], Any]:
    """Give this page a built-in authenticator that sees its owner, as a laptop with a fingerprint reader has."""

    def build(page: Any) -> Any:
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
        options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
        made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        page.devtools, page.authenticator = devtools, made["authenticatorId"]
        return page

    return build


@pytest.fixture
def owner(open_page: Any, with_authenticator: Any, town: Any) -> Any:
    """Chantal's browser, in which she has just made a passkey."""
    page = with_authenticator(open_page("chantal"))
    page.goto("/mijn-gegevens/passkey")
    page.get_by_label("Geef de passkey een naam").fill("laptop")
    page.get_by_role("button", name="Maak de passkey").click()
    page.wait_for_url("**/mijn-gegevens/herstelcodes")
    return page


def sign_out(page: Any) -> None:
    page.goto("/mijn-gegevens")
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url(lambda url: "mijn-gegevens" not in url)


def at_last(url: str) -> bool:
    """Arrived, not merely on the way there with the goal in the address."""
    return urlsplit(url).path == "/wie-doet-wat"


def test_a_passkey_signs_one_in_without_anything_else(owner, town):
    sign_out(owner)
    owner.goto("/inloggen?verder=/wie-doet-wat")
    owner.get_by_role("link", name="Inloggen met een passkey").click()
    owner.get_by_role("button", name="Gebruik je passkey").click()
    owner.wait_for_url(at_last)
    owner.goto("/mijn-gegevens")
    assert owner.get_by_role("heading", level=1).inner_text() == "Mijn gegevens"
    assert owner.get_by_text("laptop").count()
    assert town.one(WebAuthn).sign_count > 0


def test_a_passkey_is_the_second_step_after_a_code(owner, outbox):
    sign_out(owner)
    owner.goto("/inloggen?verder=/wie-doet-wat")
    owner.get_by_label("Je e-mailadres").fill("chantal@example.nl")
    owner.get_by_role("button", name="Stuur mij een code").click()
    owner.wait_for_url("**/inloggen/code")
    owner.get_by_label("Code van 6 cijfers").fill(code_in(outbox, "chantal"))
    owner.get_by_role("button", name="Log in").click()
    owner.wait_for_url("**/tweede-stap**")
    owner.get_by_role("button", name="Gebruik je passkey").click()
    owner.wait_for_url(at_last)


def test_an_unknown_passkey_gets_a_calm_page(owner):
    with owner.expect_navigation():
        owner.get_by_role("button", name="Maak herstelcodes").click()
    owner.goto("/mijn-gegevens")
    with owner.expect_navigation():
        owner.get_by_role("button", name="Haal «laptop» weg").click()
    sign_out(owner)
    owner.goto("/inloggen/passkey")
    owner.get_by_role("button", name="Gebruik je passkey").click()
    owner.wait_for_url("**/inloggen/passkey-lukt-niet")
    assert owner.get_by_role("heading", level=1).inner_text() == "De passkey werkt nu niet"


def test_a_passkey_that_does_not_see_its_owner_is_refused(owner):
    sign_out(owner)
    owner.devtools.send("WebAuthn.setUserVerified", {"authenticatorId": owner.authenticator, "isUserVerified": False})
    owner.goto("/inloggen/passkey")
    owner.get_by_role("button", name="Gebruik je passkey").click()
    owner.wait_for_url("**/inloggen/passkey-lukt-niet")


def test_without_script_the_other_ways_in_are_there(no_js_page):
    no_js_page.goto("/inloggen/passkey")
    assert not no_js_page.get_by_role("button", name="Gebruik je passkey").is_visible()
    assert no_js_page.get_by_role("link", name="Lukt het niet? Log in met een code.").is_visible()


def test_an_answer_cannot_be_used_twice(owner, app):
    sign_out(owner)
    owner.goto("/inloggen/passkey")
    sent: list[str] = []
    owner.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    owner.get_by_role("button", name="Gebruik je passkey").click()
    owner.wait_for_url(lambda url: "passkey" not in url)
    thief = app.test_client()
    thief.get("/inloggen/passkey")
    answer = thief.post("/inloggen/passkey", data={"credential": parse_qs(sent[0])["credential"][0]})
    assert answer.location.endswith("/inloggen/passkey-lukt-niet")
