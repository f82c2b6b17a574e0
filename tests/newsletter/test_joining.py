"""Asking for the newsletter: one letter, one page, one button; the same answer for everybody; nothing by looking."""

import json
import logging
from datetime import timedelta

import pytest

from pact.audit import AuditLine
from pact.db import db
from pact.jobs import Job
from pact.keys import keyed_hash
from pact.newsletter.models import LeftBy, Reader, SignUp
from pact.newsletter.readers.leaving import suppress
from pact.newsletter.readers.words import VERSION
from tests.newsletter.hands import EMAIL, asked, confirm_path, path_of, stamp, wait

CONFIRM = "newsletter/readers/emails/confirm.txt"


def letters(outbox, to=EMAIL):
    return [letter for letter in outbox.to(to) if letter.template.startswith("newsletter/readers/")]


def test_who_asks_and_says_yes_reads_and_the_proof_is_kept(client, clock, deliver, outbox, town, app):
    made = stamp(client)
    wait(clock)
    assert asked(client, made, audience="partners").location == "/nieuws/aanmelden/kijk-in-je-mail"
    assert town.all(Reader) == town.all(Reader, Reader.confirmed_at.is_not(None)), "nobody reads without saying yes"
    deliver()
    (letter,) = letters(outbox)
    assert letter.template == CONFIRM
    path = confirm_path(letter)
    assert "l•••@…" in client.get(path).text
    assert EMAIL not in client.get(path).text
    answer = client.post(path)
    assert answer.status_code == 303
    assert "Jouw nieuwsbrief" in client.get(answer.location).text
    assert client.post(path).location == answer.location, "pressed twice"
    assert client.get(path).location == answer.location
    with app.app_context():
        reader = db.session.scalars(db.select(Reader).where(Reader.email_hash == keyed_hash(EMAIL))).one()
        assert reader.is_reading
        assert reader.audience == "partners"
        proof = json.loads(reader.proof)
    assert proof["way"] == "site"
    assert proof["version"] == VERSION
    assert proof["words"].startswith("Je krijgt elke vier tot vijf weken een e-mail")
    assert proof["asked_at"] < proof["confirmed_at"]
    assert town.one(SignUp).email_sealed is None


@pytest.mark.parametrize("times", [20, pytest.param(500, marks=pytest.mark.proof)])
def test_however_often_one_address_is_filled_in_it_gets_one_letter(times, client, clock, deliver, outbox, town):
    made = stamp(client)
    wait(clock)
    variants = (EMAIL, "LEZER@voorbeeld.nl", "l.ezer@voorbeeld.nl", "lezer+x@voorbeeld.nl")
    for number in range(times):
        answer = asked(client, made, variants[number % 4], ip=f"10.1.{number // 250}.{number % 250}")
        assert answer.status_code == 303
    while deliver():
        clock.shift(timedelta(minutes=1))
    assert len([letter for letter in outbox if letter.template == CONFIRM]) == 1
    assert len(town.all(SignUp)) == 1


def test_a_day_later_there_is_another_letter_and_after_three_days_nothing_is_left(client, clock, deliver, outbox, town):
    for _turn in range(2):
        made = stamp(client)
        wait(clock)
        asked(client, made)
        deliver()
        clock.shift(timedelta(hours=25))
    assert len(letters(outbox)) == 2
    assert len(town.all(SignUp)) == 2
    clock.shift(timedelta(hours=72))
    deliver()
    assert town.all(SignUp) == []
    assert client.get(confirm_path(letters(outbox)[1])).status_code == 404


@pytest.fixture
def known(make, app):
    """Addresses in every state in which we can know one."""
    make.reader("leest@voorbeeld.nl")
    make.reader("weg@voorbeeld.nl")
    with app.app_context():
        gone = db.session.scalars(db.select(Reader).where(Reader.email_hash == keyed_hash("weg@voorbeeld.nl"))).one()
        gone.leave(LeftBy.MAIL_PROGRAM)
        suppress(keyed_hash("nooit@voorbeeld.nl"), "erased")
        db.session.commit()
    return {"leest": "already.txt", "weg": "confirm.txt", "nooit": None, "nieuw": "confirm.txt"}


def test_the_answer_is_the_same_whatever_we_know_of_the_address(known, client, clock, deliver, outbox, count_queries):
    made = stamp(client)
    wait(clock)
    answers, asked_of_database = set(), set()
    for number, key in enumerate(known):
        with count_queries() as queries:
            answer = asked(client, made, f"{key}@voorbeeld.nl", ip=f"10.2.0.{number}")
        answers.add((answer.status_code, answer.location, answer.data))
        asked_of_database.add(tuple(queries))
    assert len(answers) == 1
    assert len(asked_of_database) == 1, "the same work, so no clock tells"
    deliver()
    for key, template in known.items():
        written = [letter.template.rpartition("/")[2] for letter in letters(outbox, f"{key}@voorbeeld.nl")]
        assert written == ([template] if template else []), key


def test_who_left_comes_back_by_asking_again(known, client, clock, deliver, outbox, town):
    made = stamp(client)
    wait(clock)
    asked(client, made, "weg@voorbeeld.nl")
    deliver()
    client.post(confirm_path(letters(outbox, "weg@voorbeeld.nl")[0]))
    assert town.all(Reader, Reader.left_by == LeftBy.MAIL_PROGRAM) == []


def test_what_looks_at_links_changes_nothing(client, clock, deliver, outbox, town, make):
    reader = make.reader()
    made = stamp(client)
    wait(clock)
    asked(client, made)
    deliver()
    before = town.all(Reader), town.all(SignUp)
    token = before[0][-1].salt and _token(client, reader)
    own = [f"/nieuws/uitschrijven/{token}", f"/nieuws/voorkeuren/{token}", f"/nieuws/voorkeuren/{token}/wissen"]
    for path in [*map(path_of, letters(outbox)[0].links), *own]:
        for method in ("GET", "HEAD", "OPTIONS"):
            answer = client.open(path, method=method)
            assert answer.status_code == 200, path
            if method == "GET":
                assert answer.headers["Referrer-Policy"] == "no-referrer"
                assert answer.headers["X-Robots-Tag"] == "noindex"
                assert answer.headers["Cache-Control"] == "no-store"
    assert (town.all(Reader), town.all(SignUp)) == before


def _token(client, reader):
    with client.application.app_context():
        return db.session.get(Reader, reader.id).token


def test_who_never_asked_ends_it_with_one_click_before_any_yes(client, clock, deliver, outbox, town):
    made = stamp(client)
    wait(clock)
    asked(client, made)
    deliver()
    letter = letters(outbox)[0]
    leave = next(path_of(link) for link in letter.links if "uitschrijven" in link)
    assert client.post(leave, data={"List-Unsubscribe": "One-Click"}, csrf=False).status_code == 200
    row = town.one(SignUp)
    assert row.ended_at
    assert row.email_sealed is row.proof_sealed is None
    assert client.get(confirm_path(letter)).status_code == 404
    assert client.post(confirm_path(letter)).status_code == 404
    assert "geen nieuwsbrief meer" in client.get(leave).text
    clock.shift(timedelta(hours=25))
    deliver()
    assert town.all(SignUp) == []


def test_bad_input_keeps_what_was_typed_and_a_machine_gets_nothing(client, clock, deliver, town, outbox):
    made = stamp(client)
    quick = asked(client, made)
    assert quick.status_code == 422
    assert "Druk nog een keer op de knop." in quick.text
    assert f'value="{made}"' in quick.text
    wait(clock)
    wrong = asked(client, made, email="lezer@", audience="everybody", locale="xx")
    assert wrong.status_code == 422
    for sentence in ("Vul een e-mailadres in zoals", "Kies welke nieuwsbrief je wilt.", "Kies een taal."):
        assert sentence in wrong.text
    assert 'value="lezer@"' in wrong.text
    assert asked(client, "1.5-nagemaakt").status_code == 422
    assert asked(client, made, homepage="https://spam.example").status_code == 303
    deliver()
    assert town.all(SignUp) == []
    assert [asked(client, made, f"n{n}@voorbeeld.nl").status_code for n in range(4)] == [303, 303, 429, 429]
    assert asked(client, made, "n9@voorbeeld.nl", ip="10.9.9.9").status_code == 303


def test_of_many_letters_at_once_the_last_wait_their_turn(client, clock, deliver, outbox, monkeypatch):
    monkeypatch.setattr("pact.newsletter.readers.joining.MOST_LETTERS_AN_HOUR", 3)
    made = stamp(client)
    wait(clock)
    for number in range(5):
        asked(client, made, f"n{number}@voorbeeld.nl", ip=f"10.3.0.{number}")
    deliver()
    assert len([letter for letter in outbox if letter.template == CONFIRM]) == 3
    clock.shift(timedelta(minutes=70))
    deliver()
    assert len([letter for letter in outbox if letter.template == CONFIRM]) == 5


def test_an_address_stands_in_no_log_no_job_no_title_and_no_trail(client, clock, deliver, outbox, town, caplog):
    made = stamp(client)
    wait(clock)
    with caplog.at_level(logging.DEBUG):
        asked(client, made)
        deliver()
        path = confirm_path(letters(outbox)[0])
        seen = client.get(path).text + client.get(client.post(path).location).text
        deliver()
    rows = [str(row) for model in (Job, AuditLine, Reader, SignUp) for row in town.all(model)]
    assert EMAIL not in caplog.text + seen + "".join(rows)
    token = path.rpartition("/")[2]
    assert token not in caplog.text + "".join(rows)
