"""What the coordinator asks of ambassadors, what they answer, and what came of it."""

from urllib.parse import urlsplit

import pytest
from sqlalchemy import update

from pact.ambassadors.models import Asked, Question
from pact.dates import now
from pact.db import db
from pact.organisations.models import Membership

TEXT = "Wie heeft een beamer te leen?"


@pytest.fixture
def asking(town):
    places = [str(town.bibliotheek.id), str(town.lucrato.id)]
    return {"text": TEXT, "answer_by": "2026-12-08", "organisations": places, "once": "een-merk"}


def test_asked_answered_and_told(sign_in, town, outbox, asking):
    fatma = sign_in("fatma")
    for _ in range(2):  # a second press
        assert fatma.post("/ambassadeurs/vragen/nieuw", data=asking).status_code == 303
    question = town.one(Question, Question.text == TEXT)
    [to_hanna] = outbox.to("hanna")
    assert len(outbox.to("wim")) == 1
    assert TEXT not in to_hanna.body

    hanna = sign_in("hanna")
    assert TEXT in hanna.get("/vandaag").text
    path = urlsplit(to_hanna.links[0]).path
    assert TEXT in hanna.get(path).text
    for _ in range(2):
        hanna.post(path, data={"helps": "yes", "words": "Wij hebben er twee."})
    assert TEXT not in hanna.get("/vandaag").text
    [to_fatma] = outbox.to("fatma")
    page = fatma.get(urlsplit(to_fatma.links[0]).path).text
    for words in ("Doet mee", "Wij hebben er twee.", "Nog geen antwoord"):
        assert words in page
    hanna.post(path, data={"helps": "no", "words": "Toch stuk."})
    assert "Toch stuk." in fatma.get(f"/ambassadeurs/vragen/{question.id}").text

    outbox.clear()
    for _ in range(2):
        fatma.post(f"/ambassadeurs/vragen/{question.id}", data={"outcome": "Lucrato leent hem uit."})
    assert sorted(letter.to for letter in outbox) == ["hanna@example.nl", "wim@example.nl"]
    assert "Lucrato leent hem uit." in hanna.get(path).text
    assert "Lucrato leent hem uit." in hanna.get("/ambassadeur").text
    assert hanna.post(path, data={"helps": "yes"}).status_code == 403, "it is closed"
    assert town.one(Question, Question.id == question.id).ended_by_id == town.fatma.id


WRONG = [
    ({"text": ""}, "Schrijf wat je vraagt."),
    ({"answer_by": "2026-11-24"}, "Vul een dag na vandaag in, binnen een jaar."),
    ({"organisations": []}, "Kies een of meer organisaties."),
    ({"organisations": ["1", "999"]}, "Kies een of meer organisaties."),
]


def test_what_is_wrong_is_said_at_its_field(sign_in, town, asking, outbox):
    before = len(town.all(Question))
    for typed, sentence in WRONG:
        answer = sign_in("fatma").post("/ambassadeurs/vragen/nieuw", data=asking | typed)
        assert answer.status_code == 422, typed
        assert answer.text.count(sentence) == 2, typed
    assert len(town.all(Question)) == before
    assert len(outbox) == 0


def test_an_answer_says_yes_or_no(sign_in, make, town):
    [asked] = town.all(Asked, Asked.question_id == make.question().id)
    answer = sign_in("hanna").post(f"/ambassadeur/vragen/{asked.id}", data={"words": "Misschien."})
    assert answer.status_code == 422
    assert answer.text.count("Kies of jullie meedoen.") == 2
    assert "Misschien." in answer.text


def test_each_reads_its_own_answer_only(sign_in, make, town):
    question = make.question("bibliotheek", "lucrato")
    asked = {row.organisation_id: row.id for row in town.all(Asked, Asked.question_id == question.id)}
    path = f"/ambassadeur/vragen/{asked[town.bibliotheek.id]}"
    for key, status in (("wim", 404), ("anna", 404), ("fatma", 200), ("hanna", 200)):
        assert sign_in(key).get(path).status_code == status, key
    assert sign_in("fatma").post(path, data={"helps": "yes"}).status_code == 403
    assert sign_in("gerrit").post(f"/ambassadeurs/vragen/{question.id}", data={"outcome": "x"}).status_code == 403


def test_without_ambassadors_there_is_nobody_to_ask(sign_in, app):
    with app.app_context():
        db.session.execute(update(Membership).where(Membership.role == "ambassador").values(ended_at=now()))
        db.session.commit()
    page = sign_in("fatma").get("/ambassadeurs/vragen/nieuw").text
    assert "Kies een ambassadeur op de pagina van een partner." in page
