"""An answer goes to who placed the notice and to nobody else; the address of who wrote it only with their yes."""

import pytest

from pact.dates import today
from pact.db import db
from pact.marketplace.models import Reply
from pact.organisations.models import Membership
from pact.people.models import Person

SAID = {"text": "Wij hebben er acht staan.", "once": "een-merk"}


@pytest.fixture
def notice(make):
    return make.notice(by="anna")


@pytest.fixture
def answer(sign_in, notice):
    return lambda key="hanna", **typed: sign_in(key).post(f"/marktplaats/{notice.id}/antwoord", data=SAID | typed)


@pytest.mark.parametrize("yes", [True, False])
def test_the_address_goes_along_only_with_a_yes(sign_in, answer, notice, app, town, outbox, yes):
    with app.app_context():
        db.session.get_one(Person, town.hanna.id).phone = "06 11223344"
        db.session.commit()
    assert answer(**({"shows_address": "y"} if yes else {})).status_code == 303
    [letter] = outbox.to("anna")
    page = sign_in("anna").get(f"/marktplaats/{notice.id}").text
    for said in (letter.body, page):
        assert SAID["text"] in said
        assert "Hanna Smit" in said
        assert ("hanna@example.nl" in said) is yes
        assert ("06 11223344" in said) is yes
        assert ("0578 00 00 10" in said) is not yes, "else one calls the library"


def test_only_who_keeps_the_notice_reads_the_answers(sign_in, answer, notice, outbox):
    answer(shows_address="y")
    for key, reads in (("anna", True), ("lia", True), ("bram", False), ("fatma", False), ("hanna", False)):
        assert (SAID["text"] in sign_in(key).get(f"/marktplaats/{notice.id}").text) is reads, key
    assert [letter.to for letter in outbox] == ["anna@example.nl"]
    assert "Je hebt al geantwoord." in sign_in("hanna").get(f"/marktplaats/{notice.id}").text


def test_sent_twice_it_is_one_answer(answer, town, notice, outbox):
    before = len(town.all(Reply))
    for _ in range(2):
        assert answer().status_code == 303
    assert len(town.all(Reply)) == before + 1
    assert len(outbox) == 1


WRONG = [
    ("", "Schrijf je antwoord."),
    ("x" * 601, "Maak de tekst korter. Je hebt 601 tekens. Er passen er 600 in."),
    ("111222333", "Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
]


def test_what_is_wrong_is_said_at_its_field(answer, outbox):
    for text, sentence in WRONG:
        page = answer(text=text)
        assert page.status_code == 422, sentence
        assert page.text.count(sentence) == 2, sentence
    assert len(outbox) == 0


def test_one_does_not_answer_oneself_nor_what_is_over_nor_without_end(sign_in, answer, notice, make, town):
    assert answer("anna").status_code == 403
    before = len(town.all(Reply))
    over = make.notice(ends_on=today().replace(day=1))
    assert sign_in("hanna").post(f"/marktplaats/{over.id}/antwoord", data=SAID).status_code == 303
    assert len(town.all(Reply)) == before
    for number in range(5):
        assert answer(once=f"merk-{number}").status_code == 303
    assert answer(once="merk-6").status_code == 403


def test_when_the_placer_left_somebody_else_gets_it(answer, app, town, outbox):
    for key, next_one in (("anna", "lia"), ("lia", "fatma")):
        gone = getattr(town, key).id
        with app.app_context():
            db.session.query(Membership).filter_by(person_id=gone).delete()
            db.session.commit()
        answer(once=f"zonder-{key}")
        assert outbox[-1].to == f"{next_one}@example.nl"
    assert len(outbox) == 2
