"""The coordinator takes the social map out and sends services in: every hour, place and topic comes back the same."""

import re

import pytest
from sqlalchemy import select, update

from pact.audit import AuditLine
from pact.dates import now
from pact.db import db
from pact.directory.models import Location, Schedule, Service, ServiceTopic
from pact.organisations.models import Organisation
from tests.directory import hsds_town
from tests.tables.hands import WRITE, book, carry_out, cells_of_book, counts, send, table, text_file

IN, OUT = "/wie-doet-wat/importeren", "/wie-doet-wat/exporteren"


@pytest.fixture
def fatma(sign_in):
    return sign_in("fatma")


def service(town, name):
    return town.one(Service, Service.name == name)


def exported(browser, way="xlsx"):
    answer = browser.post(OUT, data={"als": way})
    assert answer.status_code == 200
    return answer.data


def plain(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_each_row_says_what_will_happen_and_nothing_happens_before_a_yes(fatma, town, client):
    content = book(
        ["Partner", "Dienst", "Samenvatting", "Onderwerpen", "Maandag", "Pauze vanaf", "Pauze tot en met", "Kosten"],
        [
            "Voedselbank",
            "Soep op maandag",
            "Samen soep eten",
            "eten; Een luisterend oor",
            "12-13.30 uur",
            "",
            "",
            "=1+1",
        ],
        ["voedselbank", "Voedselpakket", "Elke week eten", "Eten en boodschappen", "9:00-10:00", "", "", ""],
        ["Bakkerij", "Brood", "Brood", "eten", "", "", "", ""],
        ["Voedselbank", "Zonder onderwerp", "", "", "morgen", "31-02-2027", "", ""],
        ["Voedselbank", "Pauze", "Pauze", "kleding", "", "2027-02-02", "1-2-2027", ""],
        ["VOEDSELBANK", "soep OP maandag", "Nog eens", "eten", "", "", "", ""],
    )
    before = [town.all(model) for model in (Service, Schedule, ServiceTopic, Location)]
    address = send(fatma, IN, content)
    page = fatma.get(address).text
    assert counts(page) == (1, 1, 0, 4)
    for words in (
        "In één korte zin : Geeft elke week",
        "Open op maandag : (leeg) → 9–10",
        "Deze organisatie kennen wij niet. Zet die eerst in de lijst van partners.",
        "In één korte zin: Vul een korte zin in.",
        "Waarbij help je?: Kies waarbij je helpt.",
        "Open op maandag: Schrijf de tijden zoals 9–12 of 9.30–12, 13–16.",
        "Pauze vanaf: Vul een datum in zoals 26-11-2026.",
        "De pauze eindigt voor hij begint. Kijk de datums na.",
        "Deze dienst staat ook op regel 2.",
    ):
        assert words in plain(page), words
    assert [town.all(model) for model in (Service, Schedule, ServiceTopic, Location)] == before
    assert fatma.post(address).status_code == 303
    made = service(town, "Soep op maandag")
    assert (made.costs, made.languages, made.assured_on) == ("=1+1", ["nl"], None)
    assert {one.topic for one in town.all(ServiceTopic, ServiceTopic.service_id == made.id)} == {"food", "listening"}
    entry = client.get("/wie-doet-wat/voedselbank").text
    assert "maandag: 12–13.30 uur" in entry
    assert "Soep op maandag" in client.get("/wie-doet-wat?zoek=soep").text
    assert "Soep op maandag" in client.get("/api/hsds/services?search=soep").text
    deeds = [one.action for one in town.all(AuditLine, AuditLine.action.in_(("service_added", "service_changed")))]
    assert sorted(deeds) == ["service_added", "service_changed"]


def test_a_secret_address_goes_out_by_no_list_and_becomes_no_public_one(fatma, town):
    secret = town.one(Location, Location.address == "Achterom 33")
    for way in WRITE:
        assert b"Achterom" not in exported(fatma, way)
    rows = table(exported(fatma))
    head = rows[0]
    row = next(row for row in rows if "Noodhulp van de kerken" in row)
    assert row[head.index("Dit adres is geheim")] == "ja"
    open_it = [cell if name != "Dit adres is geheim" else "nee" for name, cell in zip(head, row, strict=True)]
    page = plain(fatma.get(send(fatma, IN, WRITE["ods"](head, [open_it]))).text)
    assert "Dit adres is geheim. Vul het adres in dat iedereen mag weten." in page
    assert "Achterom" not in page
    silent = [cell if name != "Dit adres is geheim" else "" for name, cell in zip(head, row, strict=True)]
    assert counts(fatma.get(send(fatma, IN, WRITE["ods"](head, [silent]))).text) == (0, 0, 1, 0)
    open_it[head.index("Straat en nummer")] = "Kerkplein 1"
    assert "Achterom" not in carry_out(fatma, IN, WRITE["csv"](head, [open_it]))
    after = town.one(Location, Location.id == secret.id)
    assert (after.address, after.post_code, after.is_confidential) == ("Kerkplein 1", "", False)


def test_a_service_of_another_and_a_code_that_is_none_are_refused(fatma, town):
    theirs = service(town, "Taalhuis").id
    content = text_file(
        ["Code", "Organisatie", "Naam", "In één korte zin", "Waarbij help je?"],
        [theirs, "Voedselbank", "Taalhuis", "Taal", "anders"],
        ["12", "Voedselbank", "Nieuw", "Nieuw", "anders"],
        ["", "Lucrato B.V.", "Nieuw", "Nieuw", "anders"],
    )
    page = plain(fatma.get(send(fatma, IN, content)).text)
    for words in (
        "Deze dienst is van een andere organisatie.",
        "Laat de code leeg of gebruik de code uit de export.",
        "Deze organisatie kennen wij niet.",
        "Er is niets om over te nemen.",
    ):
        assert words in page


def test_an_hour_that_stays_keeps_its_name_in_the_open_data(fatma, town, client, clock):
    found = service(town, "Voedselpakket")
    clock.shift(60)
    before = client.get(f"/api/hsds/services/{found.id}").json
    page = carry_out(fatma, IN, text_file(["Organisatie", "Naam", "dinsdag"], ["Voedselbank", "Voedselpakket", "9-10"]))
    assert counts(page) == (0, 1, 0, 0)
    after = client.get(f"/api/hsds/services/{found.id}").json
    assert before["schedules"][0] in after["schedules"]
    assert len(after["schedules"]) == 2
    assert after["last_modified"] > before["last_modified"]
    assert after["assured_date"] == before["assured_date"]


def test_somebody_who_was_first_is_told(app, fatma, town):
    address = send(fatma, IN, text_file(["Organisatie", "Naam", "Kosten"], ["IDO", "x", "y"]))
    address = send(fatma, IN, text_file(["Partner", "Naam", "Kosten"], ["Voedselbank", "Voedselpakket", "Een euro"]))
    with app.app_context():
        db.session.execute(update(Organisation).where(Organisation.slug == "voedselbank").values(suspended_at=now()))
        db.session.commit()
    answer = fatma.post(address)
    assert answer.status_code == 409
    assert "Deze partner doet nu niet mee." in answer.text
    assert service(town, "Voedselpakket").costs == "Gratis"


def test_only_the_coordinator_gets_at_the_list(sign_in):
    for key in ("lia", "karim"):
        assert sign_in(key).get(IN).status_code == 403
        assert sign_in(key).post(OUT, data={"als": "csv"}).status_code == 403


def test_the_empty_example_can_be_sent_in(fatma):
    for way in WRITE:
        assert counts(fatma.get(send(fatma, IN, fatma.get(f"{IN}/voorbeeld?als={way}").data)).text) == (0, 0, 0, 0)


def as_on_a_form():
    """What the form knows of a service: one place, no secret one, a topic, a language, hours that do not overlap."""
    for model, one_each in ((Location, ("service_id",)), (Schedule, ("service_id", "weekday"))):
        seen: set[tuple[object, ...]] = set()
        for row in db.session.query(model).order_by(model.id):
            key = tuple(getattr(row, name) for name in one_each)
            if key in seen or getattr(row, "is_confidential", False):
                db.session.delete(row)
            seen.add(key)
    db.session.execute(update(Schedule).values(valid_from=None, valid_until=None, note=""))
    sorted_under = set(db.session.scalars(select(ServiceTopic.service_id)))
    for id in set(db.session.scalars(select(Service.id))) - sorted_under:
        db.session.add(ServiceTopic(service_id=id, topic="other"))
    for one in db.session.scalars(select(Service)):
        one.languages = one.languages or ["nl"]


def there_and_back(app, browser, count):
    """Out of a full town, into it again (nothing changes), and into one without services (all come back)."""
    with app.app_context():
        hsds_town.lay(count)
        as_on_a_form()
        db.session.commit()
    first = exported(browser)
    rows = table(first)
    assert len(rows) > count * 0.7
    for way in WRITE:
        content = exported(browser, way)
        assert table(content) == rows
        page = browser.get(send(browser, IN, content)).text
        assert counts(page) == (0, 0, len(rows) - 1, 0), plain(page)[:3000]
    with app.app_context():
        for model in (ServiceTopic, Location, Schedule, Service):
            db.session.query(model).delete()
        db.session.commit()
    again = carry_out(browser, IN, first)
    refused = counts(again)[3]
    assert counts(again) == (len(rows) - 1 - refused, 0, 0, refused)
    return rows, refused


def test_out_and_in_again_is_the_same_list(app, fatma):
    rows, refused = there_and_back(app, fatma, 60)
    assert refused == 0
    assert table(exported(fatma, "ods")) == rows
    assert {cell.data_type for line in cells_of_book(exported(fatma)) for cell in line if cell.value} == {"s"}


@pytest.mark.proof
def test_three_thousand_services_go_out_and_in_again(app, fatma):
    rows, refused = there_and_back(app, fatma, 3000)
    assert refused == 0
    assert table(exported(fatma, "csv")) == rows
