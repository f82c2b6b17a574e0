"""A pledge, the day to look back, and what came of it."""

from datetime import date, timedelta

import pytest

from pact.ambassadors.models import Outcome, Pledge
from pact.ambassadors.models.pledge import MOVES
from pact.audit import AuditLine
from pact.states import IllegalMove

NEW = {"text": "Wij leggen folders op de balie.", "follow_up_on": "2026-12-24", "once": "een-merk"}


def letters(outbox):
    return [letter.to for letter in outbox if letter.template == "ambassadors/emails/pledge.txt"]


def mine(town):
    return town.all(Pledge, Pledge.organisation_id == town.bibliotheek.id)


def test_from_promise_to_what_came_of_it(sign_in, town, clock, deliver, outbox):
    sign_in("hanna").post("/partners/bibliotheek/toezeggingen/nieuw", data=NEW)
    deliver()
    assert letters(outbox) == []
    clock.shift(timedelta(days=30))
    deliver()
    clock.shift(timedelta(days=2))
    deliver()
    assert letters(outbox) == ["hanna@example.nl"], "asked once"
    [pledge] = mine(town)
    hanna = sign_in("hanna")
    assert "Toezegging: hoe ging het?" in hanna.get("/vandaag").text
    assert NEW["text"] in sign_in("fatma").get("/ambassadeurs").text

    path = f"/toezeggingen/{pledge.id}"
    hanna.post(path, data={"outcome": "later", "on": "2027-01-20", "words": "De folders zijn op."})
    assert "hoe ging het?" not in hanna.get("/vandaag").text
    clock.shift(timedelta(days=40))
    deliver()
    assert letters(outbox).count("hanna@example.nl") == 2, "another day is another letter"
    sign_in("hanna").post(path, data={"outcome": "kept", "words": "Er liggen er veertig."})
    [pledge] = mine(town)
    assert (pledge.status, pledge.words, pledge.ended_by_id) == ("kept", "Er liggen er veertig.", town.hanna.id)
    assert "Er liggen er veertig." in sign_in("fatma").get("/partners/bibliotheek/ambassadeurs").text


def test_sent_twice_it_is_one_pledge_and_told_twice_one_outcome(sign_in, town, make):
    hanna = sign_in("hanna")
    for _ in range(2):
        assert hanna.post("/partners/bibliotheek/toezeggingen/nieuw", data=NEW).status_code == 303
    [pledge] = mine(town)
    for _ in range(2):
        assert hanna.post(f"/toezeggingen/{pledge.id}", data={"outcome": "kept"}).status_code == 303
    ended = mine(town)
    assert (
        hanna.post(f"/toezeggingen/{pledge.id}", data={"outcome": "not_kept", "words": "Toch niet."}).status_code == 409
    )
    assert hanna.post(f"/toezeggingen/{pledge.id}", data={"outcome": "later", "on": "2027-01-20"}).status_code == 409
    assert mine(town) == ended
    assert len(town.all(AuditLine, AuditLine.action == "pledge_made")) == 1


WRONG = [
    ({"text": ""}, "Schrijf wat jullie gaan doen."),
    ({"text": "x" * 301}, "Maak de tekst korter. Je hebt 301 tekens. Er passen er 300 in."),
    ({"text": "BSN 111222333"}, "Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
    ({"follow_up_on": "31-02-2027"}, "Vul een dag na vandaag in, binnen een jaar."),
    ({"follow_up_on": "2028-02-01"}, "Vul een dag na vandaag in, binnen een jaar."),
]


def test_what_is_wrong_is_said_at_its_field(sign_in, town):
    for typed, sentence in WRONG:
        answer = sign_in("hanna").post("/partners/bibliotheek/toezeggingen/nieuw", data=NEW | typed)
        assert answer.status_code == 422, typed
        assert answer.text.count(sentence) == 2, typed
    assert not mine(town)


OUTCOMES = [
    ({}, "Kies hoe het ging."),
    ({"outcome": "not_kept"}, "Schrijf kort waarom het niet lukte."),
    ({"outcome": "later"}, "Vul een dag na vandaag in, binnen een jaar."),
]


def test_an_outcome_says_enough(sign_in, make):
    path = f"/toezeggingen/{make.pledge().id}"
    for typed, sentence in OUTCOMES:
        answer = sign_in("hanna").post(path, data=typed)
        assert answer.status_code == 422, typed
        assert answer.text.count(sentence) == 2, typed


def test_others_tell_nothing_about_it(sign_in, make):
    path = f"/toezeggingen/{make.pledge().id}"
    for key, reads, tells in (("wim", 404, 404), ("anna", 404, 404), ("gerrit", 200, 403)):
        assert sign_in(key).get(path).status_code == reads, key
        assert sign_in(key).post(path, data={"outcome": "kept"}).status_code == tells, key


@pytest.mark.parametrize("before", Outcome)
@pytest.mark.parametrize("after", [Outcome.KEPT, Outcome.NOT_KEPT])
def test_a_pledge_moves_as_its_table_says(before, after):
    pledge = Pledge(status=before)
    if after in MOVES[before]:
        pledge.end(after, "", 1)
        assert pledge.status == after
    else:
        with pytest.raises(IllegalMove):
            pledge.end(after, "", 1)


def test_a_page_costs_the_same_for_one_and_for_thirty(sign_in, make, count_queries):
    hanna, fatma = sign_in("hanna"), sign_in("fatma")
    pages = [(hanna, "/ambassadeur"), (hanna, "/vandaag"), (fatma, "/ambassadeurs"), (fatma, "/vandaag")]
    make.pledge(follow_up_on=date(2026, 11, 23))
    make.question()
    costs = []
    for round in range(2):
        for browser, path in pages:
            browser.get(path)
            with count_queries() as queries:
                assert browser.get(path).status_code == 200
            costs.append(len(queries))
        if round == 0:
            for _ in range(30):
                make.pledge(follow_up_on=date(2026, 11, 23))
                make.question()
    assert costs[:4] == costs[4:]
    assert max(costs) <= 9
