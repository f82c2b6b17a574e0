"""«Mijn gegevens»."""

from datetime import timedelta

import pytest

from pact.dates import now
from pact.people.models import Person
from tests.people.test_sign_in import is_in


def test_saving_shows_it_and_nothing_else_changes(sign_in, town):
    gerrit = sign_in("gerrit")
    before = town.gerrit
    wanted = {"name": "Gerrit de Bos", "phone": "06 12345678", "locale": "en"}
    extra = {
        "email": "x@example.com",
        "active": "",
        "id": 999,
        "fs_uniquifier": "x",
        "activated_at": "",
        "password": "x",
    }
    assert gerrit.post("/mijn-gegevens", data=wanted | extra).status_code == 303
    after = town.gerrit
    changed = {name for name in before._fields if getattr(before, name) != getattr(after, name)}
    assert changed == {"name", "phone", "locale"}
    assert 'value="Gerrit de Bos"' in gerrit.get("/mijn-gegevens").text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Vul je naam in."),
        ("phone", "bel me", "Vul een telefoonnummer in zoals 06 12345678 of +48 601 234 567."),
        ("locale", "klingon", "Kies een taal."),
    ],
)
def test_a_mistake_is_told_in_its_own_sentence(sign_in, field, typed, sentence):
    answer = sign_in("gerrit").post("/mijn-gegevens", data={"name": "G", "phone": "", "locale": "nl"} | {field: typed})
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_new_address_holds_only_after_its_owner_says_yes(sign_in, client, outbox, town):
    gerrit = sign_in("gerrit")
    gerrit.post("/mijn-gegevens/e-mailadres", data={"email": "gerrit.nieuw@example.nl"})
    assert "gaat veranderen" in outbox.to("gerrit")[-1].subject
    link = outbox.to("gerrit.nieuw@example.nl")[-1].links[0].removeprefix("http://localhost")
    for _visit in range(2):
        assert client.get(link).status_code == 200
    assert town.gerrit
    assert client.post(link).status_code == 303
    moved = town.one(Person, Person.email == "gerrit.nieuw@example.nl")
    assert moved.content_closed_until - now() > timedelta(hours=23)
    assert "is veranderd" in outbox.to("gerrit")[-1].subject
    assert client.post(link).status_code == 404


def test_asking_for_an_address_that_is_taken_answers_the_same_and_sends_no_link(sign_in, outbox):
    gerrit = sign_in("gerrit")
    free = gerrit.post("/mijn-gegevens/e-mailadres", data={"email": "vrij@example.nl"})
    taken = gerrit.post("/mijn-gegevens/e-mailadres", data={"email": "karim@example.nl"})
    assert (free.status_code, len(free.text)) == (taken.status_code, len(taken.text))
    assert not outbox.to("karim")


def test_a_password_is_only_for_who_chose_one(sign_in, client, town, outbox):
    def attempt(typed: str) -> int:
        return client.post("/inloggen/wachtwoord", data={"email": "gerrit@example.nl", "password": typed}).status_code

    assert attempt("een lange zin over fietsen") == 422
    gerrit = sign_in("gerrit")
    assert gerrit.post("/mijn-gegevens/wachtwoord", data={"password": "kort"}).status_code == 422
    assert gerrit.post("/mijn-gegevens/wachtwoord", data={"password": "een lange zin over fietsen"}).status_code == 303
    assert town.gerrit.password.startswith("$argon2id$")
    assert attempt("een korte zin over fietsen") == 422
    assert attempt("een lange zin over fietsen") == 303
    assert is_in(client)
