"""What an entry tells, what it keeps to itself, and how old its truth is."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from pact.dates import today
from pact.db import db
from pact.directory.models import Location, Service
from pact.organisations.models import Organisation

SECRET = "Achterom 33"
PUBLIC_PAGES = [
    "/wie-doet-wat",
    "/wie-doet-wat/ido",
    "/wie-doet-wat?zoek=achterom",
    "/wie-doet-wat?zoek=kerk",
]


def test_an_entry_tells_all_in_plain_words(client):
    page = client.get("/wie-doet-wat/kledingbank-de-cirkel").text
    for words in (
        "Er zijn nu veel warme jassen.",
        "Je hoeft niets te bewijzen.",
        "Gratis",
        "dinsdag en donderdag: 13–16 uur",
        "zaterdag: 10–12 uur",
        "Vandaag open vanaf 13 uur",
        "Knoopsgatsteeg 5",
        "Gecontroleerd op 4 november 2026",
    ):
        assert words in page, words


@pytest.mark.parametrize("path", PUBLIC_PAGES)
@pytest.mark.parametrize("who", [None, "anna", "fatma"])
def test_a_hidden_address_stands_on_no_page(path, who, client, sign_in):
    assert SECRET not in (sign_in(who) if who else client).get(path).text


def test_that_there_is_a_hidden_address_is_said(client):
    assert "Dit adres is geheim. Bel eerst." in client.get("/wie-doet-wat/ido").text


def test_an_address_that_becomes_hidden_is_gone_at_once(app, client):
    with app.app_context():
        db.session.execute(update(Location).values(is_confidential=True))
        db.session.execute(update(Organisation).values(address=""))
        db.session.commit()
    assert "Knoopsgatsteeg" not in client.get("/wie-doet-wat/kledingbank-de-cirkel").text


def test_an_entry_that_nobody_looked_at_for_half_a_year_says_so(app, client):
    where, stale = "/wie-doet-wat/triada", "Al even niet gecontroleerd."
    assert stale not in client.get(where).text
    with app.app_context():
        db.session.execute(update(Service).values(assured_on=today() - timedelta(days=184)))
        db.session.commit()
    assert stale in client.get(where).text


def test_the_village_leaves_only_who_serves_it(client):
    page = client.get("/wie-doet-wat?dorp=Vorchten").text
    assert "Brugfunctionaris" in page
    assert "Hulp bij de huur" not in page


def test_the_language_leaves_only_who_speaks_it(client):
    page = client.get("/wie-doet-wat?spreekt=tr").text
    assert "Vluchtelingenwerk" in page
    assert "Lucrato" not in page


def test_open_today_leaves_out_who_is_closed_or_paused(client):
    page = client.get("/wie-doet-wat?open=vandaag").text  # a Tuesday
    assert "Gratis kleding" in page
    assert "Voedselpakket" not in page


@pytest.mark.parametrize("query", ["dorp=Zwolle", "spreekt=xx", "open=morgen", "onderwerp=goud"])
def test_a_filter_that_does_not_exist_filters_nothing(query, client):
    assert client.get(f"/wie-doet-wat?{query}").text.count('class="pact-card ') == 15


def test_a_scheme_has_a_page_of_its_own(client):
    assert "Bijzondere bijstand" in client.get("/wie-doet-wat").text
    page = client.get("/wie-doet-wat/regelingen/bijzondere-bijstand").text
    for words in ("een bril, een wasmachine", "Vraag het aan voordat je het koopt.", "0578 00 00 09"):
        assert words in page
    assert client.get("/wie-doet-wat/regelingen/bestaat-niet").status_code == 404


def test_a_scheme_of_who_left_is_gone(app, client):
    with app.app_context():
        suspended = update(Organisation).where(Organisation.slug == "gemeente-heerde")
        db.session.execute(suspended.values(suspended_at=db.func.now()))
        db.session.commit()
    assert client.get("/wie-doet-wat/regelingen/bijzondere-bijstand").status_code == 404
    assert "Bijzondere bijstand" not in client.get("/wie-doet-wat?zoek=bijstand").text


def test_a_partner_that_offers_nothing_yet_has_a_page_too(client, make):
    make.organisation("kapper", name="Kapper De Krul", phone="", joined_on=date(2026, 11, 1), about="Knipt iedereen.")
    page = client.get("/wie-doet-wat/kapper").text
    assert "Kapper De Krul" in page
    assert "Knipt iedereen." in page
    assert "tel:" not in page.partition("<main")[2].partition("</main")[0]
    make.organisation("bakker")
    assert client.get("/wie-doet-wat/bakker").status_code == 404, "nobody signed yet"


def test_an_entry_costs_the_same_with_one_service_and_with_ten(client, make, town, count_queries):
    where = "/wie-doet-wat/bibliotheek"
    with count_queries() as few:
        client.get(where)
    for _ in range(10):
        make.service(town.bibliotheek)
    with count_queries() as many:
        client.get(where)
    assert len(few) == len(many) <= 8
