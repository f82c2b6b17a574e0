"""The coordinator starts a workgroup, puts people in and ends it; what ends elsewhere ends here too."""

import pytest

from pact.workgroups.models import Workgroup, WorkgroupMember, WorkgroupRequest
from tests.workgroups.test_joining import EVENT, event, seats

TOLD = {"name": "Taal", "purpose": "Maakt onze brieven makkelijker."}


def test_a_workgroup_from_begin_to_end(sign_in, town, outbox, client):
    fatma = sign_in("fatma")
    answers = [fatma.post("/werkgroepen/nieuw", data=TOLD | {"once": "a" * 20}) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    made = town.one(Workgroup, Workgroup.name == "Taal")
    assert made.slug == "taal"
    who = f"{town.vera.id}-{town.bibliotheek.id}"
    for _press in range(2):
        assert fatma.post("/werkgroepen/taal/lid-erbij", data={"who": who}).status_code == 303
    assert len(outbox.to("vera")) == 1
    fatma.post("/werkgroepen/taal/trekker", data={"member": town.vera.id})
    assert seats(town, "vera", made) == ["lead"]
    vera = sign_in("vera")
    edit = {"name": "Taal", "purpose": "Leest alle brieven na.", "edition": str(made.edition)}
    assert vera.post("/werkgroepen/taal/wijzigen", data=edit).status_code == 303
    assert fatma.post("/werkgroepen/taal/wijzigen", data=edit | {"purpose": "Anders."}).status_code == 409
    assert "Leest alle brieven na." in client.get("/werkgroepen").text

    sign_in("anna").post("/werkgroepen/taal/meedoen", data={})
    assert vera.post("/werkgroepen/taal/stoppen", data={"reason": "Klaar."}).status_code == 403
    for _press in range(2):
        assert fatma.post("/werkgroepen/taal/stoppen", data={"reason": "Alle brieven zijn goed."}).status_code == 303
    assert [len(outbox.to(key)) for key in ("vera", "anna")] == [4, 1]  # in, lead, asked, ended; ended
    assert "Alle brieven zijn goed." in outbox.to("vera")[-1].body
    assert seats(town, "vera", made) == []
    assert not town.all(WorkgroupRequest, WorkgroupRequest.workgroup_id == made.id, WorkgroupRequest.status == "open")
    assert client.get("/werkgroepen/taal").status_code == 404
    assert "Alle brieven zijn goed." in sign_in("anna").get("/werkgroepen/taal").text
    assert sign_in("bram").get("/werkgroepen/taal/meedoen").status_code == 404


@pytest.mark.parametrize(
    ("path", "field", "typed", "sentence"),
    [
        ("/werkgroepen/nieuw", "name", "", "Vul de naam van de werkgroep in."),
        ("/werkgroepen/nieuw", "name", "x" * 81, "Maak de tekst korter. Je hebt 81 tekens. Er passen er 80 in."),
        ("/werkgroepen/nieuw", "name", "doorverwijzingen", "Er is al een werkgroep met deze naam."),
        ("/werkgroepen/nieuw", "purpose", " ", "Schrijf kort wat de werkgroep doet."),
        (f"{EVENT}/wijzigen", "name", "Doorverwijzingen", "Er is al een werkgroep met deze naam."),
        (f"{EVENT}/lid-erbij", "who", "1-99999", "Kies iemand."),
        (f"{EVENT}/stoppen", "reason", "", "Schrijf kort waarom de werkgroep stopt."),
    ],
)
def test_a_mistake_has_its_own_sentence(sign_in, path, field, typed, sentence):
    answer = sign_in("fatma").post(path, data=TOLD | {field: typed})
    assert answer.status_code == 422
    assert answer.text.count(f">{sentence}<") == 2


def test_a_name_that_looks_like_a_page_gets_another_address(sign_in, town):
    sign_in("fatma").post("/werkgroepen/nieuw", data=TOLD | {"name": "Nieuw"})
    assert town.one(Workgroup, Workgroup.name == "Nieuw").slug == "nieuw-2"


def test_who_works_for_a_partner_no_more_sits_nowhere_for_it(sign_in, town):
    """Ivo leads for Triada; Piet, its contact person, ends his role there."""
    ivo = sign_in("ivo")
    sign_in("piet").post(f"/partners/triada/mensen/{town.ivo.id}/weg")
    assert seats(town, "ivo") == []
    assert ivo.get(f"{EVENT}/trekker").status_code in (302, 403)
    assert "Woonstichting Triada" not in sign_in("joke").get(EVENT).text


def test_a_closed_account_sits_nowhere(sign_in, town):
    sign_in("fatma").post(f"/partners/triada/mensen/{town.ivo.id}/sluiten")
    assert seats(town, "ivo") == []


def test_a_partner_that_is_put_on_hold_comes_back_to_its_seats(sign_in, town):
    fatma, stop = sign_in("fatma"), {"reason": "nobody", "words": ""}
    fatma.post("/partners/triada/stoppen", data=stop | {"kind": "suspended"})
    assert "Woonstichting Triada" not in fatma.get(EVENT).text
    assert sign_in("ivo").get(f"{EVENT}/trekker").status_code == 403
    fatma.post("/partners/triada/hervatten")
    assert "Ivo Timmer" in fatma.get(EVENT).text
    fatma.post("/partners/triada/stoppen", data=stop | {"kind": "left", "left_on": "2026-11-24"})
    assert seats(town, "ivo") == []


def test_seats_go_along_when_a_partner_goes_up_in_another(sign_in, town):
    fatma, triada = sign_in("fatma"), town.triada
    page = fatma.get("/partners/triada/samenvoegen?met=lucrato")
    assert "De plek in deze werkgroep gaat mee: Event/bijeenkomsten." in page.text
    assert fatma.post("/partners/triada/samenvoegen", data={"met": "lucrato"}).status_code == 303
    assert not town.all(WorkgroupMember, WorkgroupMember.organisation_id == triada.id)
    assert seats(town, "ivo", event(town)) == ["lead"]
    assert sign_in("ivo").get(f"{EVENT}/trekker").status_code == 200


def test_the_list_costs_the_same_for_four_and_thirty(sign_in, make, count_queries):
    fatma = sign_in("fatma")
    fatma.get("/werkgroepen")
    with count_queries() as few:
        fatma.get("/werkgroepen")
    for _ in range(30):
        make.workgroup("lia", "joke")
    with count_queries() as many:
        fatma.get("/werkgroepen")
    assert len(few) == len(many) <= 5
