"""Whatever stands in an address, nobody reads «er ging iets mis», and nobody is sent to another site."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests import matrix
from tests.visitors import PactClient, Town

ODD = (
    "%00", "a%00b", "%FF%FE", "%ED%A0%80", "%0D%0ASet-Cookie:%20a=b", "%E2%80%AE", "..%2f..%2fetc%2fpasswd", "%2500",
    "'%20OR%201=1--", "%3Cscript%3E", "-1", "0", "1e9", "9" * 30, "9" * 5000, "%D9%A1", "a" * 2000, "SR-%C5%BF23456",
)  # fmt: skip
ASKED = (
    "concept", "taal", "tekst", "toon", "na", "naar", "over", "onderwerp", "terug", "nodig", "verder", "stap", "voor",
)  # fmt: skip
NUMBERS = ("99999999999999999-999999999999999999", "0-0", "1-", "-", "٣-٣", "99999999999999999999-1")


@pytest.fixture
def app_settings() -> dict[str, Any]:
    return matrix.SETTINGS


def addresses(app: Flask) -> set[str]:
    """Every address with something odd in place of each of its parts; and every page with every question odd."""
    made = {"/doorverwijzingen?toon=" + which + "&na=" + key for which in ("verstuurd", "afgerond") for key in NUMBERS}
    for door in matrix.doors(app):
        if door.method == "GET" and door.rule.arguments:
            path = door.rule.rule
            for odd in ODD:
                made.add("/".join(odd if part.startswith("<") else part for part in path.split("/")))
        elif door.method == "GET":
            made |= {door.rule.rule + "?" + "&".join(f"{name}={odd}" for name in ASKED) for odd in ODD[::3]}
            made |= {f"{door.rule.rule}?{name}=%00" for name in ("concept", "naar")}
    return made


def test_no_address_breaks_a_page(app: Flask, town: Town, engine: str) -> None:
    """Anna on one database, Fatma on the other: most pages open to both, or refuse before they read the address."""
    client = matrix.visitor(app, town, {"sqlite": "anna", "postgresql": "fatma"}[engine])
    broken = []
    for url in sorted(addresses(app)):
        answer = client.get(url)
        answer.close()
        if answer.status_code >= 500:
            broken.append(f"{answer.status_code} {url[:200]}")
    assert not broken


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("number", [2**31, 2**63, 10**40])
def test_a_number_that_no_row_has_is_not_found(sign_in, number: int) -> None:
    karim = sign_in("karim")
    assert karim.get(f"/partners/voedselbank/mensen/{number}").status_code == 404
    assert karim.post(f"/beheer/{number}/bevestigen").status_code == 404
    assert karim.post(f"/mijn-gegevens/passkey/{number}/weg").status_code == 404


ELSEWHERE = (
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
    "https:evil.example", "//evil.example/%2f..", "/%09/evil.example", "/\t/evil.example", "/\n/evil.example",
    "http:///evil.example", "javascript:alert(1)", "data:text/html,x", "//localhost@evil.example", "/ //evil.example",
    "%2f%2fevil.example", "／／evil.example", "//evil。example", "/x\r\nLocation: https://evil.example", "evil.example",
)  # fmt: skip


def goes_away(location: str) -> bool:
    parts = urlsplit(location)
    return bool(parts.scheme or parts.netloc) or location.startswith(("//", "/\\", "\\")) or "\n" in location


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(app: Flask, town: Town, client: PactClient, outbox, wanted: str) -> None:
    client.post("/inloggen", query_string={"verder": wanted}, data={"email": "lia@example.nl"})
    code = outbox.to("lia")[-1].subject.split()[-1]
    answer = client.post("/inloggen/code", data={"code": code})
    assert answer.status_code == 303
    assert not goes_away(answer.location), answer.location
    for page in ("/tweede-stap", "/bevestigen", "/inloggen/passkey"):
        answer = client.get(page, query_string={"verder": wanted})
        assert not goes_away(answer.location or "/"), answer.location


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("path", ["//evil.example/x", "///evil.example", "/%2f/evil.example", "/%5Cevil.example"])
def test_a_strange_path_makes_no_link_to_another_site(client: PactClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (308, 400, 404)
    assert 'href="//' not in answer.text
    assert 'href="/\\' not in answer.text
    assert not goes_away(answer.location or "/")


@pytest.mark.engine("sqlite")
def test_the_letters_have_only_our_own_address_in_them(app: Flask, client: PactClient, outbox) -> None:
    sent = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "Forwarded": "host=evil.example"}
    sent |= {"X-Original-Host": "evil.example", "X-Forwarded-Server": "evil.example", "X-Rewrite-URL": "/evil"}
    client.post("/inloggen", data={"email": "lia@example.nl"}, headers=sent)
    [letter] = outbox.to("lia")
    assert "evil" not in letter.subject + letter.body
