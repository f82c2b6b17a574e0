"""What an organisation tells about itself is kept up by itself, and nothing of anybody is lost."""

import pytest

from pact.audit import AuditLine
from pact.organisations.models import Organisation

TOLD = {
    "name": "Voedselbank Heerde",
    "kind": "Vrijwilligersorganisatie",
    "sector": "food",
    "villages": "Heerde, Wapenveld ,Heerde,",
    "about": "Wij delen eten uit.",
    "phone": "0578 12 34 56",
    "email": "post@example.nl",
    "website": "www.example.nl/eten",
    "address": "Broodkruimelpad 8, Heerde",
    "opening_hours": "Do 13–17 uur",
}
URL = "/partners/voedselbank/wijzigen"


def tell(client, town, url=URL, **changes):
    return client.post(url, data=TOLD | {"version": str(town.voedselbank.version)} | changes)


def test_a_contact_person_changes_it_and_everybody_reads_it(sign_in, client, town):
    lia = sign_in("lia")
    assert "Broodkruimelpad 8" in lia.get(URL).text
    assert tell(lia, town).status_code == 303
    row = town.voedselbank
    assert (row.name, row.sector, row.website) == ("Voedselbank Heerde", "food", "https://www.example.nl/eten")
    assert row.villages == ["Heerde", "Wapenveld"]
    assert row.slug == "voedselbank", "its address on this site stays"
    public = client.get("/wie-doet-wat/voedselbank").text
    for words in ("Wij delen eten uit.", "Heerde, Wapenveld", 'href="https://www.example.nl/eten"', "0578 12 34 56"):
        assert words in public
    [line] = town.all(AuditLine, AuditLine.action == "organisation_edited")
    assert (line.person_id, line.thing) == (town.lia.id, f"organisation {row.id}")


@pytest.mark.parametrize(
    ("key", "status"),
    [("lia", 303), ("fatma", 303), ("karim", 303), ("gerrit", 403), ("anna", 404), ("hanna", 404), ("chantal", 404)],
)
def test_who_may_change_it(sign_in, town, key, status):
    assert tell(sign_in(key), town).status_code == status
    assert (town.voedselbank.about == TOLD["about"]) is (status == 303)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", " ", "Vul de naam van de organisatie in."),
        ("name", "Grip op de Knip", "Er is al een partner met deze naam."),
        ("name", "x" * 121, "Maak de tekst korter. Je hebt 121 tekens. Er passen er 120 in."),
        ("kind", "", "Vul in wat voor organisatie het is."),
        ("sector", "money", "Kies waar jullie aan werken."),
        ("villages", ",".join(f"dorp {n}" for n in range(13)), "Noem er hooguit 12."),
        ("about", "x" * 601, "Maak de tekst korter. Je hebt 601 tekens. Er passen er 600 in."),
        ("about", "Geef op NL91 ABNA 0417 1643 00.", "Haal het rekeningnummer weg. Dat is hier niet nodig."),
        ("phone", "", "Vul het telefoonnummer in."),
        ("phone", "bel maar", "Vul een telefoonnummer in zoals 06 12345678 of +48 601 234 567."),
        ("email", "", "Vul het e-mailadres in."),
        ("email", "post", "Vul een e-mailadres in zoals naam@voorbeeld.nl."),
        ("website", "javascript:alert(1)", "Vul een website in zoals www.voorbeeld.nl."),
        ("website", "onze site", "Vul een website in zoals www.voorbeeld.nl."),
    ],
)
def test_a_mistake_has_its_own_sentence_and_what_was_typed_stays(sign_in, town, field, typed, sentence):
    answer = tell(sign_in("lia"), town, **{field: typed})
    assert answer.status_code == 422
    assert answer.text.count(f">{sentence}<") == 2
    assert ("Wij delen eten uit." in answer.text) or field == "about"
    assert town.voedselbank.about != TOLD["about"]


def test_who_is_second_reads_that_somebody_was_first(sign_in, town):
    lia, fatma, old = sign_in("lia"), sign_in("fatma"), str(town.voedselbank.version)
    assert tell(lia, town).status_code == 303
    answer = tell(fatma, town, version=old, about="Iets anders.")
    assert answer.status_code == 409
    assert "Iemand was net iets eerder" in answer.text
    assert town.voedselbank.about == TOLD["about"]


def test_pressed_twice_it_is_changed_once_and_says_so_twice(sign_in, town):
    lia, old = sign_in("lia"), str(town.voedselbank.version)
    answers = [tell(lia, town, version=old, once="a" * 20) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(town.all(AuditLine, AuditLine.action == "organisation_edited")) == 1


def test_what_is_not_on_the_form_cannot_be_changed_with_it(sign_in, town):
    before = {name: getattr(town.voedselbank, name) for name in town.voedselbank._fields}
    extra = {"slug": "x", "pillar": "signatory", "is_municipality": "y", "suspended_at": "2026-01-01", "id": "1"}
    tell(sign_in("lia"), town, receiver_basis="niets", joined_on="2020-01-01", **extra)
    row = town.one(Organisation, Organisation.id == before["id"])
    changed = {name for name in before if getattr(row, name) != before[name]}
    may = {
        "name",
        "sector",
        "villages",
        "about",
        "phone",
        "email",
        "website",
        "opening_hours",
        "modified_at",
        "version",
    }
    assert changed == may - {name for name in before if before[name] == TOLD.get(name)}
