"""Roles on the pact: proposed by one, confirmed by a second, and never for oneself."""

import pytest

from pact.people.models import PactRole, Role


def propose(client, key, role):
    return client.post("/beheer", data={"email": f"{key}@example.nl", "role": role})


def grant_of(town, person, role):
    return town.one(PactRole, PactRole.person_id == person.id, PactRole.role == role, PactRole.ended_at.is_(None))


@pytest.mark.parametrize("key", ["anna", "chantal", "gerrit", "hanna", "lia"])
def test_the_page_is_for_the_administrator_and_the_coordinator(sign_in, key):
    assert sign_in(key).get("/beheer").status_code == 403
    assert propose(sign_in(key), key, "administrator").status_code == 403


def test_a_weighty_role_holds_after_a_second_person_confirmed_it(sign_in, town, outbox):
    assert propose(sign_in("karim"), "gerrit", "coordinator").status_code == 303
    assert sign_in("gerrit").get("/beheer").status_code == 403
    grant = grant_of(town, town.gerrit, "coordinator")
    assert sign_in("karim").post(f"/beheer/{grant.id}/bevestigen").status_code == 403
    assert sign_in("fatma").post(f"/beheer/{grant.id}/bevestigen").status_code == 303
    assert sign_in("gerrit").get("/beheer").status_code == 200
    assert [letter.subject for letter in outbox.to("gerrit")] == [
        "Je bent voorgesteld voor een rol",
        "Je hebt een rol gekregen",
    ]


def test_nobody_proposes_themselves(sign_in, town):
    for key, role in (("karim", "coordinator"), ("fatma", "administrator"), ("fatma", "policy_officer")):
        assert propose(sign_in(key), key, role).status_code == 403
        assert grant_of(town, getattr(town, key), role) is None


def test_nobody_confirms_their_own_promotion(sign_in, town, make):
    propose(sign_in("karim"), "fatma", "administrator")
    grant = grant_of(town, town.fatma, "administrator")
    assert sign_in("fatma").post(f"/beheer/{grant.id}/bevestigen").status_code == 403


def test_the_coordinator_makes_no_administrator(sign_in, town):
    assert propose(sign_in("fatma"), "gerrit", "administrator").status_code == 403


def test_ending_a_role_works_at_once(sign_in, town):
    gerrit = sign_in("gerrit")
    assert gerrit.get("/partners").status_code == 200
    grant = grant_of(town, town.gerrit, "policy_officer")
    assert sign_in("karim").post(f"/beheer/{grant.id}/beeindigen").status_code == 303
    assert gerrit.get("/partners").status_code == 403


def test_the_last_coordinator_and_ones_own_role_stay(sign_in, town):
    assert (
        sign_in("karim").post(f"/beheer/{grant_of(town, town.fatma, 'coordinator').id}/beeindigen").status_code == 403
    )
    assert (
        sign_in("karim").post(f"/beheer/{grant_of(town, town.karim, Role.ADMINISTRATOR).id}/beeindigen").status_code
        == 403
    )


def test_somebody_without_an_account_is_invited_first(sign_in):
    answer = propose(sign_in("karim"), "onbekend", "coordinator")
    assert answer.status_code == 422
    assert "Dit e-mailadres heeft nog geen account." in answer.text
