"""A case is for who is invited, from a week before until a day after; then its key is gone, and the lessons stay."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from pact.db import Base, db
from pact.keys import DataKey
from pact.meetings.cases.models import Case, Lesson
from pact.meetings.models import AgendaItem

CANARY = "Zyxquorf spaart de koelkast leeg"
TOLD = {
    "topic": "debt",
    "situation": f"{CANARY} en betaalt de huur niet.",
    "tried": "Een brief en een gesprek.",
    "question": "Wie weet raad?",
    "once": "een-merk",
}


@pytest.fixture
def meeting(make):
    return make.meeting("chantal", "joke", days=3)


@pytest.fixture
def bring(sign_in, meeting):
    def send(key="chantal", **typed):
        return sign_in(key).post(f"/bijeenkomsten/{meeting.id}/casus/nieuw", data=TOLD | typed)

    return send


def url(case):
    return f"/bijeenkomsten/{case.meeting_id}/casus/{case.id}"


def test_somebody_who_is_invited_brings_a_case_and_the_agenda_says_no_more_than_that(bring, sign_in, town, meeting):
    answer = bring()
    assert answer.status_code == 303
    assert CANARY in sign_in("joke").get(answer.location).text
    items = [item for item in town.all(AgendaItem, AgendaItem.meeting_id == meeting.id) if item.kind == "case"]
    assert [item.title for item in items] == ["Casusbespreking"]
    bring(once="nog-een", situation="Een ander gezin.")
    items = [item for item in town.all(AgendaItem, AgendaItem.meeting_id == meeting.id) if item.kind == "case"]
    assert len(items) == 2, "each case has an item of its own"


def test_sent_twice_it_is_one_case(bring, town, meeting):
    bring()
    bring()
    assert len(town.all(Case, Case.meeting_id == meeting.id)) == 1


def test_who_is_not_invited_sees_nothing_of_it_not_even_in_the_workgroup(make, sign_in):
    group = make.workgroup("ivo", "joke")
    case = make.case(make.meeting("chantal", workgroup=group, by="ivo", days=3))
    for key, status in (("chantal", 200), ("ivo", 200), ("fatma", 200), ("joke", 404), ("anna", 404), ("karim", 404)):
        assert sign_in(key).get(url(case)).status_code == status, key
    assert sign_in("joke").get(f"/bijeenkomsten/{case.meeting_id}/casus/nieuw").status_code == 404


def test_it_is_read_from_a_week_before_and_by_who_brought_it_sooner(make, sign_in, clock):
    case = make.case(make.meeting("chantal", "joke", days=10))
    assert "koelkast" in sign_in("chantal").get(url(case)).text
    page = sign_in("joke").get(url(case))
    assert page.status_code == 200
    assert "koelkast" not in page.text
    assert sign_in("joke").get(url(case) + "/lessen").status_code == 403
    clock.shift(timedelta(days=4))
    assert "koelkast" in sign_in("joke").get(url(case)).text


def test_a_day_after_the_meeting_nobody_reads_it_and_the_clock_destroys_its_key(make, sign_in, clock, deliver, town):
    case = make.case(lessons=1)
    clock.shift(timedelta(days=4, hours=2))
    for key in ("joke", "fatma"):
        assert "koelkast" not in sign_in(key).get(url(case)).text, "also while the worker stands still"
    deliver()
    row = town.one(Case, Case.id == case.id)
    assert (row.situation_sealed, row.tried_sealed, row.question_sealed) == (None, None, None)
    assert (row.made_by_id, row.made_at) == (None, None)
    assert row.topic == "debt", "the stub stays"
    key = town.one(DataKey, DataKey.id == case.data_key_id)
    assert key.wrapped is None
    assert key.destroyed_at is not None
    page = sign_in("chantal").get(url(case)).text
    assert "gewist" in page
    assert "Vraag eerder om hulp." in page


@pytest.mark.parametrize("ending", ["called off", "half a year"])
def test_it_also_goes_when_the_meeting_is_called_off_or_always_put_off(make, ending, clock, app, deliver, town):
    case = make.case(make.meeting("chantal", days=4 if ending == "called off" else 200))
    if ending == "called off":
        with app.app_context():
            found = db.session.scalars(db.select(Case).where(Case.id == case.id).options(db.joinedload(Case.meeting)))
            found.one().meeting.call_off("Storm", None)
            db.session.commit()
        clock.shift(timedelta(hours=2))
    else:
        clock.shift(timedelta(days=181))
    deliver()
    assert town.one(Case, Case.id == case.id).erased_at is not None


def test_who_brought_it_mends_it_and_takes_it_away_and_nobody_else(make, sign_in, town):
    case = make.case()
    for key in ("joke", "fatma"):
        for page in ("/wijzigen", "/weg"):
            assert sign_in(key).get(url(case) + page).status_code == 403, key
    chantal = sign_in("chantal")
    assert "koelkast" in chantal.get(url(case) + "/wijzigen").text
    edited = TOLD | {"situation": "Anders gezegd.", "edition": "1"}
    assert chantal.post(url(case) + "/wijzigen", data=edited).status_code == 303
    assert "Anders gezegd." in chantal.get(url(case)).text
    assert chantal.post(url(case) + "/wijzigen", data=edited).status_code == 409, "an older page"
    assert chantal.get(url(case) + "/weg").status_code == 200
    for _ in range(2):
        assert chantal.post(url(case) + "/weg").status_code == 303
    assert town.one(Case, Case.id == case.id).erased_at is not None
    assert not [item for item in town.all(AgendaItem, AgendaItem.meeting_id == case.meeting_id) if item.kind == "case"]


WRONG = [
    ({"topic": ""}, "Kies waar het over gaat."),
    ({"situation": ""}, "Schrijf wat er speelt."),
    ({"question": ""}, "Schrijf je vraag aan de anderen."),
    ({"situation": "x" * 601}, "Maak de tekst korter. Je hebt 601 tekens. Er passen er 600 in."),
    ({"situation": "Bsn 111222333"}, "Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
    ({"tried": "NL91 ABNA 0417 1643 00"}, "Haal het rekeningnummer weg. Dat is hier niet nodig."),
    ({"tried": "Bel 06 12345678"}, "Haal het telefoonnummer weg."),
    ({"question": "Mail wie@ergens.nl"}, "Haal het e-mailadres weg."),
    ({"situation": "Dorpsstraat 12"}, "Haal het adres weg. Schrijf bijvoorbeeld «in een huurhuis»."),
    ({"situation": "Woont op 8181 AB"}, "Haal de postcode weg."),
    ({"situation": "Geboren op 3 mei 1980"}, "Haal de geboortedatum weg. Schrijf bijvoorbeeld «in de veertig»."),
]


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(bring, town):
    before = len(town.all(Case))
    for typed, sentence in WRONG:
        page = bring(checked="y", **typed)
        assert page.status_code == 422, typed
        assert page.text.count(sentence) == 2, sentence
    assert len(town.all(Case)) == before


def test_a_name_is_asked_about_and_a_tick_says_that_somebody_looked(bring, town, meeting):
    typed = {"situation": "Mevrouw Jansen heeft schulden."}
    page = bring(**typed)
    assert page.status_code == 422
    assert "<li>Jansen</li>" in page.text
    assert "Ik heb gecontroleerd dat niemand te herkennen is" in page.text
    assert "Mevrouw Jansen heeft schulden." in page.text, "what was typed stays"
    assert bring(checked="y", **typed).status_code == 303
    assert len(town.all(Case, Case.meeting_id == meeting.id)) == 1


def test_the_four_looks_get_lessons_that_all_partners_read_by_topic(make, sign_in):
    case = make.case()
    learned = {"schemes": "Bijzondere bijstand bestaat ook voor een koelkast.", "policy": "De wachttijd is te lang."}
    joke = sign_in("joke")
    assert joke.post(url(case) + "/lessen", data=learned | {"editions": "{}"}).status_code == 303
    stale = sign_in("chantal").post(url(case) + "/lessen", data={"schemes": "Iets anders", "editions": "{}"})
    assert stale.status_code == 409, "nobody overwrites another unseen"
    anna = sign_in("anna")
    assert learned["policy"] in anna.get("/bijeenkomsten/lessen").text
    assert learned["policy"] in anna.get("/bijeenkomsten/lessen?onderwerp=debt").text
    assert learned["policy"] not in anna.get("/bijeenkomsten/lessen?onderwerp=food").text
    assert anna.get("/bijeenkomsten/lessen?onderwerp=niets&na=99999999999").status_code == 200
    wrong = joke.post(url(case) + "/lessen", data={"unusual": "Bel 06 12345678"})
    assert wrong.status_code == 422
    assert joke.post(url(case) + "/lessen", data={"unusual": "Praat met Fatima."}).status_code == 422


def test_a_lesson_that_tells_too_much_is_taken_away(make, sign_in, town):
    lesson = make.lesson()
    assert sign_in("anna").get(f"/bijeenkomsten/lessen/{lesson.id}/weg").status_code == 403
    fatma = sign_in("fatma")
    assert f"/bijeenkomsten/lessen/{lesson.id}/weg" in fatma.get("/bijeenkomsten/lessen").text
    assert fatma.get(f"/bijeenkomsten/lessen/{lesson.id}/weg").status_code == 200
    assert town.one(Lesson, Lesson.id == lesson.id) is not None, "looking takes nothing away"
    assert fatma.post(f"/bijeenkomsten/lessen/{lesson.id}/weg").status_code == 303
    assert town.one(Lesson, Lesson.id == lesson.id) is None


def test_the_words_of_a_case_are_nowhere_but_on_its_own_pages(bring, sign_in, app, outbox, deliver, meeting, caplog):
    """No letter, no other page, no title, no log, and no readable column of any table."""
    page = bring().location
    chantal = sign_in("chantal")
    deliver()
    letters = " ".join(letter.subject + letter.body + letter.calendar for letter in outbox)
    others = [chantal.get(path).text for path in (f"/bijeenkomsten/{meeting.id}", "/bijeenkomsten", "/vandaag")]
    title = chantal.get(page).text.partition("<title>")[2].partition("</title>")[0]
    for said in (letters, *others, title, caplog.text, page):
        assert "Zyxquorf" not in said
    with app.app_context():
        for table in Base.metadata.tables.values():
            for row in db.session.execute(text(f'SELECT * FROM "{table.name}"')).mappings():
                for name, value in row.items():
                    seen = bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
                    assert "Zyxquorf" not in seen, f"{table.name}.{name}"


def test_lessons_cost_the_same_for_one_and_for_thirty(make, sign_in, count_queries):
    anna = sign_in("anna")
    make.lesson()
    anna.get("/bijeenkomsten/lessen")
    with count_queries() as few:
        anna.get("/bijeenkomsten/lessen")
    for _ in range(8):
        make.case(lessons=4)
    with count_queries() as many:
        page = anna.get("/bijeenkomsten/lessen").text
    assert len(few) == len(many) <= 5
    assert "Toon oudere lessen" in page
