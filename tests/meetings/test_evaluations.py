"""Three questions after a meeting: each may answer once, and nobody can find out who said what."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import inspect

from pact.db import db
from pact.meetings.evaluations import tickets
from pact.meetings.evaluations.models import Evaluation, EvaluationAnswer, EvaluationTicket
from pact.meetings.models import Answer, Attendance, Invitee

PEOPLE = ("anna", "chantal", "els", "hanna", "ivo", "joke", "lia")
SAID = {"worth": "4", "takes_along": "Een nieuw gezicht.", "better": "Korter."}


@pytest.fixture
def meeting(make, app):
    """Yesterday; all but one said yes."""
    made = make.meeting(*PEOPLE, by="ivo", days=-1, title="Thema-avond")
    with app.app_context():
        for row in db.session.scalars(db.select(Invitee).where(Invitee.meeting_id == made.id)):
            row.answer = Answer.DECLINED if row.email.startswith("lia") else Answer.ACCEPTED
        db.session.commit()
    return made


@pytest.fixture
def asked(meeting, sign_in, deliver, outbox):
    """The links of who was there, by key."""
    for _ in range(2):
        assert sign_in("ivo").post(f"/bijeenkomsten/{meeting.id}/evaluatie/vragen").status_code == 303
    deliver()
    letters = [letter for letter in outbox if "evaluatie/" in letter.body and letter.template.endswith("ask.txt")]
    return {letter.to.partition("@")[0]: letter.links[0].removeprefix("http://localhost") for letter in letters}


def test_who_was_there_gets_a_link_of_their_own_once(asked, outbox):
    assert sorted(asked) == sorted(set(PEOPLE) - {"lia"})
    assert len(set(asked.values())) == len(asked)
    assert all("anna" not in path for path in asked.values())


def test_where_a_list_was_kept_only_who_was_present_is_asked(meeting, app, sign_in, deliver, outbox):
    with app.app_context():
        for row in db.session.scalars(db.select(Invitee).where(Invitee.meeting_id == meeting.id)):
            row.attendance = Attendance.PRESENT if row.email.startswith(("lia", "els")) else Attendance.ABSENT
        db.session.commit()
    sign_in("ivo").post(f"/bijeenkomsten/{meeting.id}/evaluatie/vragen")
    deliver()
    assert sorted(letter.to for letter in outbox if "/evaluatie/" in letter.body) == [
        "els@example.nl",
        "lia@example.nl",
    ]


def test_one_answers_once_without_signing_in(asked, client, town):
    page = client.get(asked["anna"])
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "no-referrer"
    for _ in range(2):
        assert "Dank je wel" in client.post(asked["anna"], data=SAID).text
    assert client.post(asked["anna"], data=SAID | {"worth": "1"}).status_code == 200
    kept = town.all(EvaluationAnswer, EvaluationAnswer.better == "Korter.")
    assert [(row.worth, row.takes_along) for row in kept] == [(4, "Een nieuw gezicht.")]
    assert client.get("/evaluatie/geen-link").status_code == 404


def test_what_is_wrong_is_said_at_its_field_and_a_machine_is_not_counted(asked, client, town):
    before = len(town.all(EvaluationAnswer))
    wrong = [
        ({"worth": ""}, "Kies wat je van de bijeenkomst vond."),
        ({"better": "x" * 301}, "Maak de tekst korter. Je hebt 301 tekens. Er passen er 300 in."),
        ({"takes_along": "111222333"}, "Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
    ]
    for typed, sentence in wrong:
        page = client.post(asked["anna"], data=SAID | typed)
        assert page.status_code == 422
        assert page.text.count(sentence) == 2
    client.post(asked["anna"], data=SAID | {"homepage": "http://evil.example"})
    assert len(town.all(EvaluationAnswer)) == before


def test_nothing_shows_while_people_answer_nor_below_five(asked, client, sign_in, meeting, clock, deliver, town):
    page = f"/bijeenkomsten/{meeting.id}/evaluatie"
    for number, key in enumerate(sorted(asked)[:4]):
        client.post(asked[key], data=SAID | {"takes_along": f"Les {number}"})
    assert "4 van de 6 hebben geantwoord." in sign_in("ivo").get(page).text
    assert "Sluit nu" not in sign_in("ivo").get(page).text
    assert sign_in("ivo").post(page + "/sluiten").status_code == 409
    client.post(asked[sorted(asked)[4]], data=SAID | {"takes_along": "Les 4"})
    shown = sign_in("ivo").get(page).text
    assert "Les 4" not in shown, "who looks after every answer sees whose it is"
    assert "Sluit nu" in shown
    for _ in range(2):
        assert sign_in("ivo").post(page + "/sluiten").status_code == 303
    shown = sign_in("ivo").get(page).text
    assert "5 antwoorden." in shown
    assert re.findall(r"Les \d", shown) == [f"Les {n}" for n in range(5)]
    assert client.get(asked[sorted(asked)[5]]).status_code == 404, "the tickets are torn up"


def test_with_four_answers_there_is_nothing_to_read_for_ever(make, sign_in):
    made = make.evaluation(*PEOPLE, answered=4, closed=True, by="ivo")
    page = sign_in("ivo").get(f"/bijeenkomsten/{made.meeting_id}/evaluatie").text
    assert "Nog te weinig antwoorden om te laten zien" in page
    assert "Les 1" not in page


def test_no_table_ties_an_answer_to_a_person_a_ticket_or_a_moment(asked, client, app, town, clock, deliver):
    client.post(asked["anna"], data=SAID)
    with app.app_context():
        columns = {column["name"] for column in inspect(db.engine).get_columns("evaluation_answer")}
        assert columns == {"id", "evaluation_id", "worth", "takes_along", "better"}
        columns = {column["name"] for column in inspect(db.engine).get_columns("evaluation_ticket")}
        assert columns == {"token_hash", "evaluation_id", "used_on"}
        if db.engine.dialect.name == "sqlite":
            for table in ("evaluation_answer", "evaluation_ticket"):
                with pytest.raises(Exception, match="rowid"):
                    db.session.execute(db.text(f"SELECT rowid FROM {table}"))
                db.session.rollback()
    evaluation = town.all(Evaluation)[-1]
    names = {row.id for row in town.all(EvaluationAnswer, EvaluationAnswer.evaluation_id == evaluation.id)}
    clock.shift(timedelta(days=15))
    deliver()
    after = town.all(EvaluationAnswer, EvaluationAnswer.evaluation_id == evaluation.id)
    assert names.isdisjoint(row.id for row in after), "written anew, all in one go"
    assert town.all(EvaluationTicket, EvaluationTicket.evaluation_id == evaluation.id) == []
    assert town.one(Evaluation, Evaluation.id == evaluation.id).salt != evaluation.salt, "no link can be made again"


def test_only_who_looks_after_the_meeting_asks_and_reads_and_only_afterwards(make, sign_in, meeting):
    page = f"/bijeenkomsten/{meeting.id}/evaluatie"
    for key, status in (("ivo", 200), ("fatma", 200), ("anna", 404), ("gerrit", 404)):
        assert sign_in(key).get(page).status_code == status, key
    assert sign_in("anna").post(page + "/vragen").status_code == 404
    ahead = make.meeting("anna", by="ivo")
    assert sign_in("ivo").get(f"/bijeenkomsten/{ahead.id}/evaluatie").status_code == 404


def test_the_day_after_who_called_it_is_offered_the_questions_once(meeting, deliver, outbox, clock, make):
    make.meeting("anna", "els", by="ivo", days=-1)  # nobody came
    deliver()
    clock.shift(timedelta(hours=7))
    deliver()
    offers = [letter for letter in outbox.to("ivo") if letter.template.endswith("offer.txt")]
    assert [letter.links for letter in offers] == [[f"http://localhost/bijeenkomsten/{meeting.id}/evaluatie"]]
    clock.shift(timedelta(days=800))
    deliver()


def test_another_letter_about_the_same_meeting_says_the_same_link(make, app, town):
    """Who registered for an event and was invited too answers once."""
    made = make.evaluation("anna")
    with app.app_context():
        evaluation = tickets.open_for(made.meeting_id)
        before = tickets.counted(evaluation.id)[0]
        links = {tickets.link_for(evaluation, address) for address in ("gast@example.nl", "Gast@example.nl ")}
        assert len(links) == 1
        assert tickets.counted(evaluation.id)[0] == before + 1
        db.session.rollback()


def test_who_was_invited_is_still_asked_when_an_event_asked_who_registered(meeting, app, sign_in, deliver, outbox):
    with app.app_context():
        tickets.link_for(tickets.open_for(meeting.id), "gast@example.nl")
        db.session.commit()
    page = f"/bijeenkomsten/{meeting.id}/evaluatie"
    assert "Wie je uitnodigde nog niet." in sign_in("ivo").get(page).text
    for _ in range(2):
        sign_in("ivo").post(page + "/vragen")
    deliver()
    assert len([letter for letter in outbox if letter.template.endswith("evaluations/emails/ask.txt")]) == 6
    assert "Wie je uitnodigde nog niet." not in sign_in("ivo").get(page).text


def test_what_was_said_goes_after_two_years(make, clock, deliver, town):
    made = make.evaluation(*PEOPLE, answered=5, closed=True)
    clock.shift(timedelta(days=731))
    deliver()
    assert town.one(Evaluation, Evaluation.id == made.id) is None
    assert town.all(EvaluationAnswer, EvaluationAnswer.evaluation_id == made.id) == []
