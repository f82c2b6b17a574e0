"""Every wrong field has its own Dutch sentence (errors.csv, after UX.md C1-C4); what was typed stays."""

import csv
from pathlib import Path

import pytest

from tests.referrals.journey import STEPS, Journey
from tests.referrals.reading import Page, squeezed
from tests.visitors import Town, signed_in

# what is kept or not is the same on both databases: tests/referrals/test_journey.py
pytestmark = pytest.mark.engine("sqlite")

ERRORS = list(csv.DictReader((Path(__file__).parent / "errors.csv").read_text().splitlines()))
TYPED = ("given_name", "family_name", "phone", "email", "note", "language_other")


def fields_of(row: dict[str, str]) -> dict[str, str]:
    given = dict(pair.split("=", 1) for pair in row["given"].split(";"))
    return {name: "x" * 301 if value == "300+1" else value for name, value in given.items()}


@pytest.mark.parametrize("step", list(STEPS))
def test_a_wrong_answer_gets_its_own_sentence_with_a_link_and_keeps_what_was_typed(sign_in, step):
    anna = sign_in("anna")
    journey = Journey(anna).until(step) if step != "hulpvraag" else None
    for row in (row for row in ERRORS if row["step"] == step):
        given, case = fields_of(row), f"{row['step']}: {row['given']}"
        answer = (journey or Journey(anna)).go(step, **{name: value or None for name, value in given.items()})
        page = Page(answer)
        assert answer.status_code == 422, case
        assert page.title.startswith("Fout: "), case
        assert "Er klopt iets nog niet" in page.headings, case
        assert page.errors == {row["sentence"]: row["at"]}, case
        assert row["at"] in page.ids, case
        assert page.words.count(row["sentence"]) == 2, f"{case}: once above, once beside the field"
        for name, value in (STEPS[step] | given).items():
            kept = page.values[name]
            if name in TYPED:
                assert squeezed(kept[0]) == squeezed(str(value)), f"{case}: {name} must stay"
            elif name != "understood":
                choices = [value] if isinstance(value, str) else value
                assert kept in (choices, []), f"{case}: {name} must stay"


def test_several_wrong_fields_are_all_told_at_once(sign_in):
    journey = Journey(sign_in("anna")).until("inwoner")
    page = Page(journey.client.post(journey.url("inwoner"), data={"family_name": "Qwortema"}))
    assert list(page.errors.values()) == ["given_name", "way-0", "language-0"]
    assert page.values["family_name"] == ["Qwortema"]


def test_a_text_message_needs_a_mobile_number(sign_in):
    journey = Journey(sign_in("anna")).until("inwoner")
    page = Page(journey.go("inwoner", way="sms", phone="0578 69 94 94"))
    assert "Vul een telefoonnummer in zoals 06 12345678 of +48 601 234 567." in page.errors


def test_the_own_page_by_sms_needs_a_mobile_number_and_says_where_to_fill_it_in(make_app, clock):
    app = make_app(SMS_URL="http://localhost/sms")
    client = app.test_client()
    with client.session_transaction() as session:
        session.update(signed_in(Town(app).anna))
    journey = Journey(client).until("toestemming", phone="0578 69 94 94")
    page = Page(journey.go("toestemming", receipt="sms"))
    assert "Voor een sms is een mobiel nummer nodig. Vul het in bij stap 3, of kies papier." in page.errors
    assert Page(client.get(page.links["Naar stap 3"])).headings[0] == "Over wie gaat het?"


@pytest.mark.parametrize("number", ["06 12345678", "06-12345678", "+31 6 12345678", "0031612345678", "+48 601 234 567"])
def test_a_telephone_number_is_taken_and_shown_as_it_was_typed(sign_in, number):
    journey = Journey(sign_in("anna")).until("controleren", phone=number)
    assert number in Page(journey.look("controleren")).words


def test_saving_for_later_asks_for_nothing_and_keeps_what_is_right(sign_in):
    journey = Journey(sign_in("anna")).until("inwoner")
    typed = {"later": "1", "given_name": "Zyxella", "phone": "twaalf", "note": "Bel 's avonds."}
    answer = journey.client.post(journey.url("inwoner"), data=typed)
    assert answer.status_code == 303
    said = Page(journey.client.get(answer.location)).words
    assert "Je antwoorden zijn bewaard tot 1 december 2026. Je vindt ze bij Vandaag, onder Concepten." in said
    kept = Page(journey.look("inwoner")).values
    assert (kept["given_name"], kept["phone"], kept["note"]) == (["Zyxella"], [""], ["Bel 's avonds."])
