"""Decisions: numbered within a year without gaps, never taken away, found again by who takes part."""

import threading
from datetime import date

from pact.db import db
from pact.meetings.minutes.models import Decision, DecisionYear
from pact.meetings.minutes.numbers import decide
from pact.meetings.models import Meeting


def numbers(town, year=2026):
    return sorted(row.number for row in town.all(Decision, Decision.year == year))


def test_twelve_who_decide_at_once_leave_no_gap(app, make, town):
    """A number that is given back, because something went wrong, is given out again."""
    held = make.meeting("ivo", by="ivo", days=-1)
    first = len(numbers(town))
    troubles = []

    def one(number):
        with app.app_context():
            try:
                decide(db.session.get_one(Meeting, held.id), None, f"Besluit {number}", None)
                (db.session.rollback if number % 4 == 3 else db.session.commit)()
            except Exception as trouble:
                troubles.append(trouble)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not troubles
    assert numbers(town) == list(range(1, first + 9 + 1))


def test_the_first_of_a_year_begins_at_one(app, make, town):
    held = make.meeting("ivo", by="ivo", days=60)  # in January
    with app.app_context():
        made = decide(db.session.get_one(Meeting, held.id), None, "Ja", None)
        assert made.reference == "B-2027-01"
        db.session.commit()
    assert town.one(DecisionYear, DecisionYear.year == 2027).last == 1


def test_the_register_shows_what_was_sent_round_and_nothing_else(sign_in, make, client):
    """programminghistorian #1476."""
    make.decision("Dit is nog een concept.", is_sent=False)
    seen = make.decision("Wij delen 50% van de_kosten.")
    assert client.get("/besluiten").status_code == 302
    for person in ("anna", "gerrit", "hanna", "fatma"):
        page = sign_in(person).get("/besluiten").text
        assert "Wij delen 50% van de_kosten." in page
        assert "Dit is nog een concept." not in page
    anna = sign_in("anna")
    assert f"B-2026-{seen.number:02}" in anna.get("/besluiten?zoek=DELEN").text
    assert "Niets gevonden" in anna.get("/besluiten?zoek=%25x").text  # a sign is a sign
    assert "Wij delen" in anna.get("/besluiten?jaar=2026&zoek=50%25").text
    assert "Wij delen" not in anna.get("/besluiten?jaar=1999").text
    assert anna.get("/besluiten?jaar=x&na=onzin").status_code == 200


def test_pages_of_the_register_are_turned_without_missing_one(app, sign_in, make, town, count_queries):
    written = make.minutes(is_sent=True)
    for number in range(40):
        make.decision(f"Tekst {number}.", of=written)
    anna = sign_in("anna")
    anna.get("/besluiten")
    with count_queries() as queries:
        first = anna.get("/besluiten").text
    assert len(queries) <= 5
    further = first.split("Oudere besluiten")[0].rsplit('href="', 1)[1].split('"')[0]
    second = anna.get(further.replace("&amp;", "&")).text
    shown = [n for n in range(40) if f"Tekst {n}." in first or f"Tekst {n}." in second]
    assert shown == list(range(40))
    assert not [n for n in range(40) if f"Tekst {n}." in first and f"Tekst {n}." in second]


def test_a_decision_is_mended_while_it_is_written_and_later_only_replaced(sign_in, make, town):
    old, new = make.decision("Wij huren."), make.decision("Wij kopen.")
    ivo, url = sign_in("ivo"), f"/besluiten/{old.id}"
    fine = {"text": "Wij huren een zaal.", "edition": str(old.edition)}
    assert ivo.post(url, data=fine).status_code == 303
    assert ivo.post(url, data=fine).status_code == 409
    for typed in ("", "B-1999-01", f"B-{old.year}-{old.number}", "onzin"):
        assert ivo.post(f"{url}/vervallen", data={"by": typed}).status_code == 422
    for _press in range(2):
        assert ivo.post(f"{url}/vervallen", data={"by": f" b-{new.year}-{new.number} "}).status_code == 303
    page = sign_in("anna").get("/besluiten").text
    assert f"Vervallen door B-{new.year}-{new.number:02}" in page
    assert "Wij huren een zaal." in page
    assert sign_in("lia").post(url, data=fine).status_code == 404
    assert town.one(Decision, Decision.id == old.id).made_on == date(2026, 11, 23)
