"""`/prikker/<token>`: somebody says what suits them, by a link, and changes it until the last day."""

from datetime import datetime

import pytest

from pact.dates import HERE
from pact.db import db
from pact.meetings.models import DatePoll, Invitee, PollNote
from pact.organisations.revocation import revoke
from pact.people.models import Person
from tests.meetings.hands import Polling

YES, MAYBE, NO = "yes", "if-need-be", "no"
SAVED = "Bewaard. Je kunt dit tot 8 januari 2027 veranderen."
PARTIAL = "Kies bij elke datum Ja, Als het moet of Nee."


@pytest.fixture
def poll(app, town, make):
    return Polling(app, town, make.poll("joke", "gerrit", guests=["Ria Bakker", "Wim Peters"], by="ivo"))


def test_somebody_without_an_account_answers_on_one_page_and_changes_it(poll, client, town):
    page = client.get(poll.link("Ria Bakker")).text
    assert "Dag Ria," in page
    for legend in ("donderdag 14 januari 2027, 10:00–11:00", "vrijdag 15 januari 2027", "donderdag 21 januari 2027"):
        assert legend in page
    assert page.count("Als het moet") == 3
    for said in ([YES, MAYBE, NO], [NO, MAYBE, NO]):
        saved = poll.say("Ria Bakker", *said, note="Liever 's ochtends").text
        assert SAVED in saved
        assert PARTIAL not in saved
        assert saved.count(" checked") == 3
        assert "Liever &#39;s ochtends" in saved
        assert poll.answers("Ria Bakker") == said
    poll.say("Ria Bakker", NO, NO, NO, note="")
    assert not town.all(PollNote, PollNote.invitee_id == poll.invitee("Ria Bakker").id)


def test_what_is_left_open_is_saved_all_the_same_with_a_warning(poll):
    nothing = poll.say("Ria Bakker").text
    assert PARTIAL in nothing
    assert SAVED not in nothing
    page = poll.say("Ria Bakker", None, YES).text
    assert SAVED in page
    assert PARTIAL in page
    assert poll.answers("Ria Bakker") == [None, YES, None]


def test_all_yes_is_one_press_without_script(poll):
    assert SAVED in poll.say("Ria Bakker", NO, all="1", note="Graag").text
    assert poll.answers("Ria Bakker") == [YES, YES, YES]


def test_counts_are_words_and_name_nobody_and_the_best_day_is_said(poll, client):
    poll.say("joke", YES, YES, NO)
    poll.say("gerrit", MAYBE, YES, NO)
    page = client.get(poll.link("Ria Bakker")).text
    assert "Tot nu toe: 1 ja, 1 als het moet, 0 nee." in page
    assert "Tot nu toe: 0 ja, 0 als het moet, 2 nee." in page
    assert "Tot nu toe past vrijdag 15 januari 2027 het best." in page
    for private in ("Joke", "Gerrit", "Peters", "@"):
        assert private not in page


def test_a_mistake_has_its_own_sentence_and_nothing_is_kept(poll, client):
    mistakes = [
        ({f"day_{poll.days[0]}": "misschien"}, "Kies Ja, Als het moet of Nee."),
        ({"note": "x" * 201}, "Maak de tekst korter. Je hebt 201 tekens. Er passen er 200 in."),
        ({"note": "Bel 111222333"}, "Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
    ]
    for typed, sentence in mistakes:
        answer = client.post(poll.link("joke"), data={f"day_{poll.days[1]}": YES} | typed)
        assert answer.status_code == 422
        assert answer.text.count(f">{sentence}<") == 2
        assert " checked" in answer.text
    assert poll.answers("joke") == [None, None, None]


def test_who_fills_in_the_field_that_nobody_sees_gets_the_same_answer(poll):
    assert SAVED in poll.say("joke", YES, homepage="http://spam.example").text
    assert poll.answers("joke") == [None, None, None]


def test_a_link_is_of_one_person_and_changes_nobody_else(poll, client, make, app, town):
    other = Polling(app, town, make.poll("riet"))
    client.post(poll.link("joke"), data={f"day_{other.days[0]}": YES, f"day_{poll.days[0]}": YES})
    assert poll.answers("joke") == [YES, None, None]
    assert other.answers("riet") == poll.answers("gerrit") == [None, None, None]
    assert client.get(poll.link("joke")[:-1] + "x").status_code == 404
    assert "no-referrer" in client.get(poll.link("joke")).headers["Referrer-Policy"]


@pytest.mark.parametrize("how", ["withdrawn", "revoked", "long over"])
def test_a_link_of_who_is_not_asked_any_more_opens_nothing(poll, client, app, town, how):
    with app.app_context():
        if how == "withdrawn":
            db.session.get_one(Invitee, poll.invitee("joke").id).withdraw()
        if how == "revoked":
            revoke(db.session.get_one(Person, town.joke.id), None)
        if how == "long over":
            db.session.get_one(DatePoll, poll.id).closed_at = datetime(2026, 11, 1, tzinfo=HERE)
        db.session.commit()
    answer = client.get(poll.link("joke"))
    assert answer.status_code == 404
    assert "Deze link werkt niet meer" in answer.text
    assert poll.say("joke", YES).status_code == 404


def test_the_last_day_is_the_last_day_on_the_wall(poll, clock, client):
    clock.move_to(datetime(2027, 1, 7, 23, 59, tzinfo=HERE))
    assert SAVED.replace(" 2027", "") in poll.say("joke", YES).text
    clock.move_to(datetime(2027, 1, 8, 0, 1, tzinfo=HERE))
    assert "Antwoorden kon tot vrijdag 8 januari." in client.get(poll.link("joke")).text
    assert poll.say("joke", NO).status_code == 409
    assert poll.answers("joke") == [YES, None, None]


def test_the_page_asks_little_of_the_database(poll, client, count_queries):
    poll.say("joke", YES)
    with count_queries() as queries:
        client.get(poll.link("joke"))
    assert len(queries) <= 5
