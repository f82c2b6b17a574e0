"""Who reads what of it: everybody who signed, partners what ended, and who signed only those who deal with it."""

import pytest

from pact.covenants.models import Covenant
from pact.dates import now
from pact.db import db
from pact.organisations.models import Organisation
from tests import make as things


def test_everybody_reads_who_signed_and_no_persons(client):
    page = client.get("/convenanten").text
    assert "Voedselbank" in page
    assert "Pact, versie 1" in page
    assert "4 december 2023" in page
    for person in ("Hanna Smit", "Xander Duin", "Lia Postma"):
        assert person not in page


@pytest.mark.parametrize("name", ["Tandartspraktijk", "Bontekoe", "Doordrijvers"])
def test_what_is_not_in_force_is_not_public(client, name):
    assert name not in client.get("/convenanten").text


def test_partners_read_what_ended_and_why(sign_in, client):
    said = "Het oude bestuur stopte."
    assert said not in client.get("/convenanten").text
    assert said in sign_in("anna").get("/convenanten").text
    assert said in sign_in("anna").get("/partners/sportclub/convenant").text


def test_a_partner_that_was_shut_out_is_not_in_the_register(client, app, town):
    with app.app_context():
        db.session.get_one(Organisation, town.lucrato.id).suspended_at = now()
        db.session.commit()
    assert "Lucrato" not in client.get("/convenanten").text


@pytest.mark.parametrize(("key", "reads"), [("anna", False), ("vera", True), ("fatma", True), ("gerrit", True)])
def test_who_signed_is_for_who_deals_with_it(sign_in, key, reads):
    page = sign_in(key).get("/partners/bibliotheek/convenant").text
    assert ("Hanna Smit, vestigingsmanager" in page) is reads
    assert "Ook getekend door het pact" in page


@pytest.mark.parametrize(("key", "status"), [("anna", 404), ("zoe", 200), ("fatma", 200)])
def test_who_did_not_finish_signing_is_known_to_who_deals_with_it(sign_in, key, status):
    assert sign_in(key).get("/partners/school/convenant").status_code == status


def test_a_visitor_signs_in_first(client):
    assert client.get("/partners/bibliotheek/convenant").location.startswith("/inloggen")


@pytest.mark.parametrize("path", ["/convenanten", "/partners/aanmeldingen", "/partners/voedselbank/convenant"])
def test_a_page_costs_the_same_for_one_and_for_ten(sign_in, make, count_queries, path):
    fatma = sign_in("fatma")
    fatma.get(path)
    with count_queries() as few:
        assert fatma.get(path).status_code == 200
    for status in ("countersigned", "ended", "asked", "signed", "lapsed") * 2:
        make.covenant(status)
        make.join_request()
    with count_queries() as many:
        assert fatma.get(path).status_code == 200
    assert len(few) == len(many) <= 5


# -- ending --------------------------------------------------------------------------------------------------------


def test_the_contact_person_ends_it_with_a_reason(sign_in, client, town, outbox):
    covenant = town.one(Covenant, Covenant.organisation_id == town.voedselbank.id)
    url = f"/convenanten/{covenant.id}/stoppen"
    assert "Dit gebeurt meteen" in sign_in("lia").get(url).text
    assert sign_in("lia").post(url, data={"reason": "Wij fuseren."}).status_code == 303
    ended = town.one(Covenant, Covenant.id == covenant.id)
    assert (ended.status, ended.reason, ended.ended_by_id) == ("ended", "Wij fuseren.", town.lia.id)
    assert town.voedselbank.joined_on is None
    assert "Voedselbank" not in client.get("/convenanten").text
    assert outbox.to("fatma")[0].subject == "Een partner stopt"


def test_the_coordinator_ends_it_and_the_contact_persons_hear(sign_in, town, outbox):
    covenant = town.one(Covenant, Covenant.organisation_id == town.voedselbank.id)
    sign_in("fatma").post(f"/convenanten/{covenant.id}/stoppen", data={"reason": "Opgeheven."})
    assert outbox.to("lia")[0].subject == "Jullie handtekening is gestopt"
    assert not outbox.to("fatma")


def test_ending_needs_a_reason(sign_in, town):
    covenant = town.one(Covenant, Covenant.organisation_id == town.voedselbank.id)
    page = sign_in("lia").post(f"/convenanten/{covenant.id}/stoppen", data={"reason": ""})
    assert page.status_code == 422
    assert page.text.count("Schrijf kort waarom het stopt.") == 2
    assert town.one(Covenant, Covenant.id == covenant.id).status == "countersigned"


@pytest.mark.parametrize("key", ["anna", "hanna", "gerrit", "karim"])
def test_others_end_nothing(sign_in, town, key):
    covenant = town.one(Covenant, Covenant.organisation_id == town.voedselbank.id)
    assert sign_in(key).post(f"/convenanten/{covenant.id}/stoppen", data={"reason": "Zomaar."}).status_code == 403
    assert town.one(Covenant, Covenant.id == covenant.id).status == "countersigned"


def test_a_question_is_taken_back_and_its_link_dies(sign_in, app, town, client, make):
    asked = make.covenant(at="bibliotheek")
    with app.app_context():
        token = things.covenant_link(asked)
        db.session.commit()
    assert sign_in("hanna").post(f"/convenanten/{asked.id}/stoppen", data={"reason": "Nee."}).status_code == 403
    sign_in("fatma").post(f"/convenanten/{asked.id}/stoppen", data={"reason": "Vergissing."})
    assert town.one(Covenant, Covenant.id == asked.id).status == "declined"
    assert client.get(f"/convenant/{token}").status_code == 404


def test_ending_twice_keeps_the_first_reason(sign_in, town):
    covenant = town.one(Covenant, Covenant.organisation_id == town.voedselbank.id)
    for reason in ("Eerste.", "Tweede."):
        sign_in("fatma").post(f"/convenanten/{covenant.id}/stoppen", data={"reason": reason})
    assert town.one(Covenant, Covenant.id == covenant.id).reason == "Eerste."
