"""Contact persons keep their own entry; the coordinator helps; nobody else gets in."""

import pytest

from pact.audit import AuditLine
from pact.dates import today
from pact.db import db
from pact.directory.models import Location, Schedule, Scheme, Service, ServiceTopic

TYPED = {
    "name": "Voedselpakket aan huis",
    "summary": "Brengt elke week eten",
    "description": "Wij bellen eerst.",
    "topics": ["food", "listening"],
    "languages": ["nl", "pl"],
    "villages": ["Veessen"],
    "hours_3": "9-12 en 13.30–17 uur",
    "working_days": ["3"],
    "phone": "0578 00 00 99",
    "url": "www.voorbeeld.nl",
    "address": "Kantelraam 1",
    "post_code": "8181 ab",
    "city": "Heerde",
    "takes_referrals": "y",
    "answers_within": "3",
    "is_offered": "y",
}
ENTRY = "/wie-doet-wat/voedselbank"


@pytest.fixture
def lia(sign_in):
    return sign_in("lia")


@pytest.fixture
def where(town):
    return f"{ENTRY}/wijzigen/{town.one(Service, Service.name == 'Voedselpakket').id}"


def test_a_contact_person_changes_the_own_service(lia, where, client, town):
    assert "Wijzig wat hier staat" in lia.get(ENTRY).text
    assert "Voedselpakket" in lia.get(f"{ENTRY}/wijzigen").text
    answer = lia.post(where, data=TYPED)
    assert (answer.status_code, answer.location) == (303, f"{ENTRY}/wijzigen")
    page = client.get(ENTRY).text
    for words in (
        "Voedselpakket aan huis",
        "donderdag: 9–12, 13.30–17 uur",
        "Kantelraam 1",
        "8181 AB",
        "https://www.voorbeeld.nl",
        "Veessen",
        "Gecontroleerd op 24 november 2026",
    ):
        assert words in page, words
    line = town.one(AuditLine, AuditLine.action == "service_changed")
    assert (line.person_id, line.organisation_id) == (town.lia.id, town.voedselbank.id)
    assert "Kantelraam" not in line.facts + line.thing


def test_what_was_changed_is_found_at_once(lia, where, client):
    lia.post(where, data=TYPED | {"description": "Wij lenen ook een bakfiets uit."})
    assert "Voedselpakket aan huis" in client.get("/wie-doet-wat?zoek=bakfiets").text


def test_the_form_shows_what_is_and_saving_it_changes_nothing(lia, where, town):
    page = lia.get(where).text
    assert 'value="13–17"' in page
    lia.post(where, data=TYPED)
    rows = [town.all(model) for model in (ServiceTopic, Location)]
    hours = {(row.weekday, row.opens_at, row.closes_at) for row in town.all(Schedule)}
    lia.post(where, data=TYPED)
    assert [town.all(model) for model in (ServiceTopic, Location)] == rows
    assert {(row.weekday, row.opens_at, row.closes_at) for row in town.all(Schedule)} == hours


def test_an_address_made_secret_leaves_the_page_and_stays_in_the_form(lia, where, client):
    lia.post(where, data=TYPED | {"is_confidential": "y"})
    assert "Kantelraam" not in client.get(ENTRY).text
    assert "Kantelraam" not in client.get("/wie-doet-wat/print?dorp=Veessen").text
    assert "Kantelraam" in lia.get(where).text


def test_what_is_no_longer_offered_leaves_the_site_and_can_come_back(lia, where, client):
    lia.post(where, data={name: value for name, value in TYPED.items() if name != "is_offered"})
    assert TYPED["name"] not in client.get(ENTRY).text
    assert TYPED["name"] not in client.get("/wie-doet-wat").text
    assert "Staat niet op de website" in lia.get(f"{ENTRY}/wijzigen").text
    lia.post(where, data=TYPED)
    assert TYPED["name"] in client.get(ENTRY).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Vul in wat je aanbiedt."),
        ({"summary": ""}, "Vul een korte zin in."),
        ({"summary": "x" * 121}, "Maak de tekst korter."),
        ({"topics": []}, "Kies waarbij je helpt."),
        ({"topics": ["goud"]}, "Kies uit wat er staat."),
        ({"languages": []}, "Kies een of meer talen."),
        ({"languages": ["xx"]}, "Kies uit wat er staat."),
        ({"villages": ["Zwolle"]}, "Kies uit wat er staat."),
        ({"working_days": ["8"]}, "Kies uit wat er staat."),
        ({"hours_0": "ochtend"}, "Schrijf de tijden zoals 9–12 of 9.30–12, 13–16."),
        ({"phone": "bel maar"}, "Vul een telefoonnummer in"),
        ({"email": "geen adres"}, "Vul een e-mailadres in"),
        ({"url": "javascript:alert(1)"}, "Vul een webadres in"),
        ({"post_code": "0000"}, "Vul een postcode in zoals 8181 AB."),
        ({"answers_within": "0"}, "Vul een getal in van 1 tot en met 30."),
        ({"paused_from": "morgen"}, "Vul een datum in zoals 26-11-2026."),
        ({"paused_from": "2026-12-02", "paused_until": "2026-12-01"}, "De pauze eindigt voor hij begint."),
        ({"description": "Bel 111222333"}, "Haal het burgerservicenummer weg."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_kept(wrong, sentence, lia, where, town):
    before = town.all(Service), town.all(Schedule), town.all(Location)
    answer = lia.post(where, data=TYPED | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Er klopt iets nog niet" in answer.text
    if "name" not in wrong:
        assert "Voedselpakket aan huis" in answer.text
    assert (town.all(Service), town.all(Schedule), town.all(Location)) == before


def test_something_new_is_added_once_however_often_one_presses(lia, client, town):
    data = TYPED | {"name": "Kookles", "once": "een-merkje"}
    for _ in range(2):
        assert lia.post(f"{ENTRY}/nieuw", data=data).status_code == 303
    assert len(town.all(Service, Service.name == "Kookles")) == 1
    assert "Kookles" in client.get("/wie-doet-wat?zoek=kookles").text


def test_nobody_changes_what_belongs_to_others(sign_in, where, town):
    for key, status in (("anna", 403), ("gerrit", 403), ("quinten", 404), ("hanna", 404)):
        stranger = sign_in(key)
        assert stranger.get(where).status_code == status, key
        assert stranger.post(where, data=TYPED).status_code == status, key
    other = town.one(Service, Service.name == "Gratis kleding").id
    assert sign_in("lia").post(f"{ENTRY}/wijzigen/{other}", data=TYPED).status_code == 404
    assert town.one(Service, Service.name == "Voedselpakket aan huis") is None


def test_the_coordinator_keeps_every_entry(sign_in, where, town):
    assert sign_in("fatma").post(where, data=TYPED).status_code == 303
    assert town.one(Service, Service.name == "Voedselpakket aan huis")


SCHEME = {
    "name": "Bijzondere bijstand",
    "gives": "Geld voor een hoortoestel",
    "for_whom": "Iedereen",
    "topics": ["other"],
}


def test_the_municipality_keeps_its_schemes(sign_in, client, town):
    where = "/wie-doet-wat/regelingen/bijzondere-bijstand"
    assert sign_in("lia").get(f"{where}/wijzigen").status_code == 404
    ursula = sign_in("ursula")
    assert "een wasmachine" in ursula.get(f"{where}/wijzigen").text
    refused = ursula.post(f"{where}/wijzigen", data=SCHEME | {"gives": "", "url": "ftp://x"})
    assert refused.status_code == 422
    assert "Vul in wat iemand krijgt." in refused.text
    assert "Vul een webadres in" in refused.text
    assert ursula.post(f"{where}/wijzigen", data=SCHEME).status_code == 303
    assert "Geld voor een hoortoestel" in client.get(where).text
    assert "Bijzondere bijstand" in client.get("/wie-doet-wat?zoek=hoortoestel").text
    assert town.one(Scheme, Scheme.slug == "bijzondere-bijstand").assured_on is not None
    assert town.one(AuditLine, AuditLine.action == "scheme_changed")


def test_hours_of_a_season_survive_the_form(lia, where, app, town):
    with app.app_context():
        id = where.rpartition("/")[2]
        first = db.session.query(Schedule).filter_by(service_id=id).one()
        db.session.add(
            Schedule(
                service_id=id,
                weekday=0,
                opens_at=first.opens_at,
                closes_at=first.closes_at,
                valid_until=today(),
            )
        )
        db.session.commit()
    lia.post(where, data=TYPED)
    assert len(town.all(Schedule, Schedule.service_id == where.rpartition("/")[2], Schedule.weekday == 0)) == 1
