"""Two people at one entry: the second reads that somebody was first, and nothing of the first is lost."""

import pytest

from pact.audit import AuditLine
from pact.directory.models import Scheme, Service, Term
from tests.directory.test_editing import ENTRY, SCHEME, TYPED

MUNICIPALITY = "/wie-doet-wat/gemeente-heerde"
BIJSTAND = "/wie-doet-wat/regelingen/bijzondere-bijstand"


@pytest.fixture
def service(town):
    return town.one(Service, Service.name == "Voedselpakket")


def test_who_is_second_at_a_service_reads_that_somebody_was_first(sign_in, town, service):
    where, old = f"{ENTRY}/wijzigen/{service.id}", str(service.version)
    lia, fatma = sign_in("lia"), sign_in("fatma")
    assert f'name="version" type="hidden" value="{old}"' in fatma.get(where).text
    same = TYPED | {"version": old}
    assert lia.post(where, data=same).status_code == 303
    answer = fatma.post(where, data=same | {"name": "Iets anders"})
    assert answer.status_code == 409
    assert "Iemand was net iets eerder" in answer.text
    assert town.one(Service, Service.id == service.id).name == "Voedselpakket aan huis"


def test_also_when_only_the_hours_changed(sign_in, town, service):
    where, lia = f"{ENTRY}/wijzigen/{service.id}", sign_in("lia")
    lia.post(where, data=TYPED)
    old = str(town.one(Service, Service.id == service.id).version)
    assert lia.post(where, data=TYPED | {"version": old, "hours_4": "9-12"}).status_code == 303
    assert sign_in("fatma").post(where, data=TYPED | {"version": old, "hours_4": "10-12"}).status_code == 409


def test_pressed_twice_it_is_changed_once_and_says_so_twice(sign_in, town, service):
    where, lia = f"{ENTRY}/wijzigen/{service.id}", sign_in("lia")
    data = TYPED | {"version": str(service.version), "once": "een-merk"}
    assert [lia.post(where, data=data).status_code for _press in range(2)] == [303, 303]
    assert len(town.all(AuditLine, AuditLine.action == "service_changed")) == 1


def test_who_is_second_at_a_scheme_too(sign_in, town):
    old = str(town.one(Scheme, Scheme.slug == "bijzondere-bijstand").version)
    data = SCHEME | {"version": old}
    assert sign_in("ursula").post(f"{BIJSTAND}/wijzigen", data=data).status_code == 303
    assert sign_in("fatma").post(f"{BIJSTAND}/wijzigen", data=data | {"gives": "Niets"}).status_code == 409
    assert town.one(Scheme, Scheme.slug == "bijzondere-bijstand").gives == SCHEME["gives"]


# --- which schemes there are --------------------------------------------------------------------------------------


def test_the_coordinator_adds_a_scheme_once_and_everybody_finds_it(sign_in, client, town):
    fatma = sign_in("fatma")
    where = f"{MUNICIPALITY}/regelingen/nieuw"
    assert where in fatma.get(f"{MUNICIPALITY}/wijzigen").text
    data = SCHEME | {"name": "Witgoedregeling", "gives": "Een droogtrommel", "once": "merk"}
    for _press in range(2):
        answer = fatma.post(where, data=data)
        assert (answer.status_code, answer.location) == (303, f"{MUNICIPALITY}/wijzigen")
    [made] = town.all(Scheme, Scheme.name == "Witgoedregeling")
    assert made.slug == "witgoedregeling"
    assert "Een droogtrommel" in client.get("/wie-doet-wat/regelingen/witgoedregeling").text
    assert "Witgoedregeling" in client.get("/wie-doet-wat?zoek=droogtrommel").text
    fatma.post(where, data=data | {"once": "ander"})
    assert {row.slug for row in town.all(Scheme, Scheme.name == "Witgoedregeling")} == {made.slug, f"{made.slug}-2"}
    refused = fatma.post(where, data=data | {"name": "", "topics": []})
    assert refused.status_code == 422
    assert "Vul de naam in." in refused.text
    assert "Een droogtrommel" in refused.text


def test_a_scheme_that_is_no_more_is_taken_away_with_a_button(sign_in, client, town):
    fatma, id = sign_in("fatma"), town.one(Scheme, Scheme.slug == "bijzondere-bijstand").id
    assert f"{BIJSTAND}/weghalen" in fatma.get(f"{BIJSTAND}/wijzigen").text
    assert "Bijzondere bijstand" in fatma.get(f"{BIJSTAND}/weghalen").text
    assert client.get(BIJSTAND).status_code == 200  # looking changes nothing
    assert fatma.post(f"{BIJSTAND}/weghalen").location == f"{MUNICIPALITY}/wijzigen"
    assert fatma.post(f"{BIJSTAND}/weghalen").status_code == 404
    assert client.get(BIJSTAND).status_code == 404
    assert not town.all(Term, Term.entry == f"scheme {id}")
    assert town.one(AuditLine, AuditLine.action == "scheme_removed").person_id == town.fatma.id


def test_only_the_coordinator_says_which_there_are(sign_in, town):
    for key in ("ursula", "lia", "anna"):
        somebody = sign_in(key)
        for where in (f"{MUNICIPALITY}/regelingen/nieuw", f"{BIJSTAND}/weghalen"):
            assert somebody.get(where).status_code == 403, key
            assert somebody.post(where, data=SCHEME).status_code == 403, key
    assert f"{BIJSTAND}/weghalen" not in sign_in("ursula").get(f"{BIJSTAND}/wijzigen").text


def test_a_scheme_goes_along_when_two_partners_become_one(sign_in, make, town):
    make.organisation("gemeente-heerde-balie", name="Gemeente Heerde, balie")
    fatma = sign_in("fatma")
    fatma.post("/wie-doet-wat/gemeente-heerde-balie/regelingen/nieuw", data=SCHEME | {"name": "Witgoedregeling"})
    where = "/partners/gemeente-heerde-balie/samenvoegen"
    assert "Deze regeling gaat mee: Witgoedregeling." in fatma.get(f"{where}?met=gemeente-heerde").text
    fatma.post(where, data={"met": "gemeente-heerde"})
    made = town.one(Scheme, Scheme.name == "Witgoedregeling")
    assert made.organisation_id == town.gemeente_heerde.id
