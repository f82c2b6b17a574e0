"""Who names an ambassador, and what happens when the last one goes."""

from urllib.parse import urlsplit

import pytest

from pact.db import db
from pact.organisations.models import Membership
from pact.people.models import Person

HERE = "/partners/bibliotheek/ambassadeurs"
NEW = {"who": "other", "name": "Bo Kast", "email": "bo@voorbeeld.nl", "once": "een-merk"}


def asked(outbox):
    return [letter.to for letter in outbox if letter.template == "ambassadors/emails/who_is_next.txt"]


def ambassadors(town, place):
    return [
        row.person_id
        for row in town.all(Membership, Membership.organisation_id == place.id, Membership.role == "ambassador")
        if row.ended_at is None
    ]


@pytest.fixture
def stop_by(sign_in, town):
    """How somebody is ambassador no more: each way, as whoever does it."""

    def by_herself():
        sign_in("wim").post(f"/partners/lucrato/ambassadeurs/{town.wim.id}/stoppen")

    def role_taken():
        form = {"roles": ["handler", "contact_person"]}
        sign_in("fatma").post(f"/partners/lucrato/mensen/{town.wim.id}", data=form)

    def membership_ended():
        sign_in("fatma").post(f"/partners/lucrato/mensen/{town.wim.id}/weg")

    def account_closed():
        sign_in("karim").post(f"/partners/lucrato/mensen/{town.wim.id}/sluiten")

    return {"herself": by_herself, "role": role_taken, "membership": membership_ended, "account": account_closed}


def test_a_contact_person_chooses_a_colleague(sign_in, town, outbox):
    hanna = sign_in("hanna")
    assert hanna.post(f"{HERE}/kiezen", data={"who": str(town.vera.id)}).status_code == 303
    assert ambassadors(town, town.bibliotheek) == [town.hanna.id, town.vera.id]
    [letter] = outbox.to("vera")
    assert letter.subject == "Je bent ambassadeur van Bibliotheek"
    page = sign_in("vera").get(urlsplit(letter.links[0]).path).text
    assert "Jouw eerste stappen" in page
    assert hanna.post(f"{HERE}/kiezen", data={"who": str(town.vera.id)}).status_code == 303, "a second press"
    assert len(outbox.to("vera")) == 1


def test_somebody_new_gets_an_invitation_and_the_same_rights_as_a_member(sign_in, client, town, outbox):
    for _ in range(2):
        assert sign_in("fatma").post("/partners/huisartsen/ambassadeurs/kiezen", data=NEW).status_code == 303
    [letter] = outbox.to("bo@voorbeeld.nl")
    assert "Fatma Aydin vraagt je om ambassadeur te zijn van Huisartsenpraktijk De Wachtkamer." in letter.body
    assert "Uitgenodigd" in sign_in("fatma").get("/partners/huisartsen/ambassadeurs").text
    assert "Geen ambassadeur" in sign_in("fatma").get("/partners/huisartsen").text, "who has not come holds nothing"
    client.post(urlsplit(letter.links[0]).path)
    assert "Geen ambassadeur" not in sign_in("fatma").get("/partners/huisartsen").text
    person = town.one(Person, Person.email == "bo@voorbeeld.nl")
    assert {row.role for row in town.all(Membership, Membership.person_id == person.id)} == {"ambassador", "member"}


WRONG = [
    ({}, "Kies wie ambassadeur wordt."),
    ({"who": "999999"}, "Kies wie ambassadeur wordt."),
    (NEW | {"name": ""}, "Vul de naam in."),
    (NEW | {"email": "bo"}, "Vul een e-mailadres in zoals naam@voorbeeld.nl."),
]


def test_what_is_wrong_is_said_at_its_field(sign_in, outbox):
    for typed, sentence in WRONG:
        answer = sign_in("hanna").post(f"{HERE}/kiezen", data=typed)
        assert answer.status_code == 422, sentence
        assert answer.text.count(sentence) == 2, sentence
    assert len(outbox) == 0


def test_others_name_nobody(sign_in, town):
    for key, status in (("anna", 404), ("vera", 404), ("wim", 404), ("gerrit", 403)):
        assert sign_in(key).post(f"{HERE}/kiezen", data={"who": str(town.vera.id)}).status_code == status, key


@pytest.mark.parametrize("way", ["herself", "role", "membership", "account"])
def test_when_the_last_one_goes_somebody_is_asked_who_is_next(way, stop_by, sign_in, town, make, outbox):
    make.membership(make.person("conny"), town.lucrato, "contact_person")
    stop_by[way]()
    assert ambassadors(town, town.lucrato) == []
    # who is contact person still; Wim himself where he only laid down this
    assert set(asked(outbox)) == {"conny@example.nl", *(["wim@example.nl"] if way in ("herself", "role") else [])}
    assert "Wie wordt ambassadeur van Lucrato?" in sign_in("conny").get("/vandaag").text
    for path in ("/vandaag", "/ambassadeurs", "/partners"):
        assert "Geen ambassadeur" in sign_in("fatma").get(path).text, path
    assert sign_in("conny").post("/partners/lucrato/ambassadeurs/kiezen", data={"who": str(town.conny.id)})
    assert "Wie wordt ambassadeur" not in sign_in("conny").get("/vandaag").text


def test_without_a_contact_person_the_coordinator_is_asked(stop_by, outbox):
    stop_by["membership"]()
    assert asked(outbox) == ["fatma@example.nl"]


def test_where_another_goes_on_nobody_is_asked(stop_by, town, make, outbox):
    make.membership(make.person(), town.lucrato, "ambassador")
    stop_by["herself"]()
    assert asked(outbox) == []


@pytest.mark.parametrize("kind", ["suspended", "left"])
def test_where_the_partner_itself_stops_nobody_is_asked(sign_in, kind, outbox):
    form = {"kind": kind, "left_on": "2026-11-24", "reason": "own_wish"}
    assert sign_in("fatma").post("/partners/lucrato/stoppen", data=form).status_code == 303
    assert asked(outbox) == []
    assert "Lucrato" not in sign_in("fatma").get("/ambassadeurs").text


def test_who_stops_goes_on_as_a_member_and_pressing_twice_is_no_matter(sign_in, app, town, outbox):
    with app.app_context():
        for row in db.session.query(Membership).filter_by(person_id=town.wim.id):
            if row.role != "ambassador":
                row.end(None)
        db.session.commit()
    wim = sign_in("wim")
    path = f"/partners/lucrato/ambassadeurs/{town.wim.id}/stoppen"
    assert "Dit gebeurt meteen" in wim.get(path).text
    assert wim.post(path).location == "/vandaag"
    assert wim.post(path).status_code == 404, "there is nothing to see any more"
    held = town.all(Membership, Membership.person_id == town.wim.id, Membership.ended_at.is_(None))
    assert [row.role for row in held] == ["member"]
    fatma = sign_in("fatma")
    assert fatma.post(path).status_code == 303
    assert "Wim Polder, van" in fatma.get("/partners/lucrato/ambassadeurs").text
    assert len(asked(outbox)) == 1
