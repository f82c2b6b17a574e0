"""«Doe mee»: anybody may ask, the coordinator answers, and nobody learns from the answer whom we know."""

import re

import pytest

from pact.covenants.models import Covenant, JoinRequest
from pact.db import db
from pact.organisations.models import Organisation
from tests.covenants.hands import JOIN, latest, path_in


def ours(town):
    """Without the one that stands in the demo town."""
    return [row for row in town.all(JoinRequest) if row.contact_name != "Dries Krent"]


def test_the_form_leads_to_a_page_to_check_it_and_nothing_is_kept_yet(client, town):
    page = client.post("/doe-mee", data=JOIN)
    assert page.status_code == 200
    assert "Controleer je aanvraag" in page.text
    assert "Dirkje Plank" in page.text
    assert not ours(town)


def test_changing_goes_back_to_the_form_with_all_that_was_typed(client):
    page = client.post("/doe-mee", data=JOIN | {"change": "1"}).text
    assert "<h1>Doe mee</h1>" in page
    for said in (
        "dirkje@voorbeeld.nl",
        "06 12345678",
        "post die zij niet begrijpen",
        '<option selected value="Stichting">',
    ):
        assert said in page


def test_the_coordinator_gets_a_reference_and_a_link_and_no_more(client, town, outbox):
    assert client.post("/doe-mee/versturen", data=JOIN).location == "/doe-mee/bedankt"
    [made] = ours(town)
    [letter] = outbox.to("fatma")
    assert made.reference in letter.subject
    assert path_in(letter) == f"/partners/aanmeldingen/{made.id}"
    for said in ("Dirkje", "Hoekje", "dirkje@", "12345678"):
        assert said not in letter.subject + letter.body
    assert len(outbox) == 1  # whoever typed an address gets nothing: it may be somebody else's


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("organisation_name", "", "Vul de naam van je organisatie in."),
        ("organisation_name", "x" * 121, "Maak de tekst korter."),
        ("kind", "", "Kies wat voor organisatie het is."),
        ("kind", "Onzin", "Kies wat voor organisatie het is."),
        ("contact_name", " ", "Vul je naam in."),
        ("email", "dirkje", "Vul een e-mailadres in zoals naam@voorbeeld.nl."),
        ("phone", "bel maar", "Vul een telefoonnummer in zoals"),
        ("why", "", "Schrijf kort waarom jullie willen meedoen."),
        ("why", "Mevrouw 111222333 komt vaak.", "Haal het burgerservicenummer weg."),
    ],
)
@pytest.mark.parametrize("path", ["/doe-mee", "/doe-mee/versturen"])
def test_what_is_not_right_is_said_at_the_field_and_the_rest_stays(client, town, path, field, typed, said):
    page = client.post(path, data=JOIN | {field: typed})
    assert page.status_code == 422
    assert page.text.count(said) == 2  # above, and at the field
    assert ("Dirkje Plank" if field != "contact_name" else "dirkje@voorbeeld.nl") in page.text
    assert not ours(town)


def test_a_machine_that_fills_in_the_hidden_field_gets_the_same_answer(client, town, outbox):
    answer = client.post("/doe-mee/versturen", data=JOIN | {"homepage": "https://koop.example"})
    assert (answer.status_code, answer.location) == (303, "/doe-mee/bedankt")
    assert not ours(town)
    assert not len(outbox)


def test_a_known_and_an_unknown_address_get_the_same_answer(client, town):
    known = client.post("/doe-mee/versturen", data=JOIN | {"email": "lia@example.nl"})
    unknown = client.post("/doe-mee/versturen", data=JOIN)
    assert (known.status_code, known.location, known.data) == (unknown.status_code, unknown.location, unknown.data)
    assert len(ours(town)) == 2


def test_sent_twice_it_counts_once(client, town, outbox):
    answers = [client.post("/doe-mee/versturen", data=JOIN).location for _ in range(3)]
    assert set(answers) == {"/doe-mee/bedankt"}
    assert len(ours(town)) == 1
    assert len(outbox) == 1


def test_one_address_cannot_fill_the_letter_box(client):
    codes = [client.post("/doe-mee/versturen", data=JOIN | {"once": str(n)}).status_code for n in range(7)]
    assert codes[:5] == [303] * 5
    assert codes[5:] == [429] * 2


# -- the answer ----------------------------------------------------------------------------------------------------


def asked(make):
    return make.join_request(organisation_name="Bibliotheek 't Hoekje", email="dirkje@voorbeeld.nl")


def test_accepting_makes_the_organisation_and_sends_the_link(sign_in, town, make, outbox):
    request = asked(make)
    answer = sign_in("fatma").post(f"/partners/aanmeldingen/{request.id}/accepteren", data={"kind": "covenant"})
    assert answer.location == "/partners/aanmeldingen"
    made = town.one(Organisation, Organisation.slug == "bibliotheek-t-hoekje")
    assert (made.pillar, made.joined_on) == ("signatory", None)
    covenant = latest(town, Covenant)
    assert (covenant.organisation_id, covenant.status) == (made.id, "asked")
    [letter] = outbox.to("dirkje@voorbeeld.nl")
    assert re.match(r"/convenant/[\w-]{20,}$", path_in(letter))


def test_who_did_not_sign_is_in_no_public_list(sign_in, client, make):
    sign_in("fatma").post(f"/partners/aanmeldingen/{asked(make).id}/accepteren", data={"kind": "pact"})
    for path in ("/over", "/convenanten", "/wie-doet-wat"):
        assert "Hoekje" not in client.get(path).text
    assert sign_in("anna").get("/partners/bibliotheek-t-hoekje/convenant").status_code == 404


def test_a_partner_that_is_here_already_is_not_made_again(sign_in, town, make):
    request = make.join_request(organisation_name="bibliotheek")
    before = len(town.all(Organisation))
    page = sign_in("fatma").get(f"/partners/aanmeldingen/{request.id}").text
    assert "Er is al een partner met deze naam" in page
    sign_in("fatma").post(f"/partners/aanmeldingen/{request.id}/accepteren", data={"kind": "covenant"})
    assert len(town.all(Organisation)) == before
    assert latest(town, Covenant).organisation_id == town.bibliotheek.id


@pytest.mark.parametrize(
    ("name", "slug"), [("Aanmeldingen", "aanmeldingen-2"), ("??", "partner"), ("Bibliothéék", "bibliotheek-2")]
)
def test_a_new_partner_gets_an_address_that_is_free(sign_in, town, make, name, slug):
    request = make.join_request(organisation_name=name)
    sign_in("fatma").post(f"/partners/aanmeldingen/{request.id}/accepteren", data={"kind": "covenant"})
    assert town.one(Organisation, Organisation.slug == slug).name == name


def test_accepting_needs_a_choice(sign_in, town, make):
    request = asked(make)
    page = sign_in("fatma").post(f"/partners/aanmeldingen/{request.id}/accepteren", data={})
    assert page.status_code == 422
    assert page.text.count("Kies het pact of het convenant.") == 2


def test_accepting_twice_makes_one_organisation(sign_in, town, make, outbox):
    request, fatma = asked(make), sign_in("fatma")
    for _ in range(2):
        fatma.post(f"/partners/aanmeldingen/{request.id}/accepteren", data={"kind": "covenant"})
    assert len(town.all(Organisation, Organisation.name == "Bibliotheek 't Hoekje")) == 1
    assert len(outbox.to("dirkje@voorbeeld.nl")) == 1


def test_declining_sends_the_word_and_keeps_it_nowhere(sign_in, app, town, make, outbox):
    request = asked(make)
    sign_in("fatma").post(f"/partners/aanmeldingen/{request.id}/afwijzen", data={"word": "Wij zitten nu vol."})
    assert "Wij zitten nu vol." in outbox.to("dirkje@voorbeeld.nl")[0].body
    assert town.one(JoinRequest, JoinRequest.id == request.id).status == "declined"
    later = sign_in("fatma").post(f"/partners/aanmeldingen/{request.id}/accepteren", data={"kind": "covenant"})
    assert later.status_code == 409


def test_declining_needs_a_word(sign_in, make):
    page = sign_in("fatma").post(f"/partners/aanmeldingen/{asked(make).id}/afwijzen", data={"word": ""})
    assert page.status_code == 422
    assert page.text.count("Schrijf kort waarom niet.") == 2


@pytest.mark.parametrize("key", ["anna", "lia", "gerrit", "karim"])
def test_requests_are_for_the_coordinator(sign_in, make, key):
    assert sign_in(key).get("/partners/aanmeldingen").status_code == 403
    assert sign_in(key).get(f"/partners/aanmeldingen/{asked(make).id}").status_code == 403


def test_the_coordinator_finds_it_under_partners(sign_in):
    assert "/partners/aanmeldingen" in sign_in("fatma").get("/partners").text
    assert "/partners/aanmeldingen" not in sign_in("karim").get("/partners").text


def test_without_a_text_nobody_is_asked_to_sign(sign_in, app, make):
    request = asked(make)
    with app.app_context():
        for table in ("covenant_link", "covenant", "covenant_text"):
            db.session.execute(db.text(f"DELETE FROM {table}"))
        db.session.commit()
    page = sign_in("fatma").post(f"/partners/aanmeldingen/{request.id}/accepteren", data={"kind": "covenant"})
    assert page.status_code == 422
    assert "Deze tekst is er nog niet." in page.text
