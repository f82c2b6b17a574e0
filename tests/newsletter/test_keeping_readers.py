"""The coordinator sees numbers and no address, adds who signed on paper, takes a list in, and erases who asks."""

import json
from io import BytesIO

import pytest

from pact.db import db
from pact.keys import keyed_hash
from pact.newsletter.models import JoinedBy, LeftBy, Reader, Suppression
from pact.newsletter.readers.leaving import suppress
from tests.newsletter.hands import path_of
from tests.tables.hands import WRITE

PAPER = {
    "email": "papier@voorbeeld.nl",
    "audience": "residents",
    "locale": "nl",
    "where": "Map nieuwsbrief",
    "signed_on": "2026-11-20",
    "signed": "y",
}
HEADERS = ["E-mailadres", "Ja gezegd op", "Ja gezegd hoe", "Nieuwsbrief", "Taal"]


@pytest.fixture
def fatma(sign_in):
    return sign_in("fatma")


@pytest.fixture
def found(app):
    """found(address) is the reader with that address, as a row."""

    def find(email):
        with app.app_context():
            wanted = db.select(Reader.__table__).where(Reader.email_hash == keyed_hash(email))
            return db.session.execute(wanted).one_or_none()

    return find


def test_the_page_has_numbers_and_no_address(fatma, make, sign_in, count_queries, app):
    for _turn in range(3):
        make.reader(f"teller{_turn}@voorbeeld.nl", audience="partners")
    with app.app_context():
        addresses = [reader.email for reader in db.session.scalars(db.select(Reader))]
    with count_queries() as queries:
        page = fatma.get("/nieuwsbrief/lezers").text
    assert len(queries) <= 5
    assert "De nieuwsbrief heeft 14 lezers." in page
    assert not [email for email in addresses if email in page]
    assert sign_in("lia").get("/nieuwsbrief/lezers").status_code == 403


def test_an_address_to_which_nothing_may_go_is_no_reader_in_any_count(fatma, make, app):
    with app.app_context():
        suppress(keyed_hash("nooit@voorbeeld.nl"), "complaint")
        db.session.commit()
    make.reader("nooit@voorbeeld.nl")
    assert "De nieuwsbrief heeft 11 lezers." in fatma.get("/nieuwsbrief/lezers").text


def test_who_signed_on_paper_reads_at_once_with_proof_and_a_way_out(fatma, found, deliver, outbox, client, app):
    for wrong in ("email", "where", "signed_on", "signed", "audience"):
        answer = fatma.post("/nieuwsbrief/lezers/papier", data=PAPER | {wrong: ""})
        assert answer.status_code == 422, wrong
        assert answer.text.count("utrecht-form-field-error-message") == 1, wrong
    answer = fatma.post("/nieuwsbrief/lezers/papier", data=PAPER)
    again = fatma.post("/nieuwsbrief/lezers/papier", data=PAPER)
    assert (answer.status_code, answer.location) == (again.status_code, again.location) == (303, "/nieuwsbrief/lezers")
    deliver()
    (letter,) = outbox.to(PAPER["email"])
    assert letter.template == "newsletter/readers/emails/welcome.txt"
    assert found(PAPER["email"]).joined_by == JoinedBy.PAPER
    with app.app_context():
        proof = json.loads(db.session.get(Reader, found(PAPER["email"]).id).proof)
    assert proof["where"] == "Map nieuwsbrief"
    assert proof["signed_on"] == "2026-11-20"
    client.post(path_of(letter.links[-1]))
    assert found(PAPER["email"]).left_at


def test_paper_from_before_leaving_brings_nobody_back(fatma, found, make, app):
    id = make.reader(PAPER["email"]).id
    with app.app_context():
        db.session.get(Reader, id).leave(LeftBy.LINK)
        suppress(keyed_hash("nooit@voorbeeld.nl"), "erased")
        db.session.commit()
    fatma.post("/nieuwsbrief/lezers/papier", data=PAPER)
    assert found(PAPER["email"]).left_at
    fatma.post("/nieuwsbrief/lezers/papier", data=PAPER | {"email": "nooit@voorbeeld.nl"})
    assert found("nooit@voorbeeld.nl") is None


def test_an_address_is_erased_and_the_answer_is_the_same_when_it_is_unknown(fatma, make, found, town):
    make.reader("weg@voorbeeld.nl")
    answers = [
        fatma.post("/nieuwsbrief/lezers/wissen", data={"email": email, "never": "y"})
        for email in ("weg@voorbeeld.nl", "onbekend@voorbeeld.nl")
    ]
    assert {(answer.status_code, answer.location, answer.data) for answer in answers} == {
        (303, "/nieuwsbrief/lezers", answers[0].data)
    }
    assert found("weg@voorbeeld.nl") is None
    assert len(town.all(Suppression)) == 2
    assert fatma.post("/nieuwsbrief/lezers/wissen", data={"email": "nee"}).status_code == 422


def sent_in(browser, *lines, way="csv"):
    file = (BytesIO(WRITE[way](HEADERS, list(lines))), f"lijst.{way}")
    return browser.post("/nieuwsbrief/lezers/importeren", data={"file": file}, content_type="multipart/form-data")


@pytest.mark.parametrize("way", ["csv", "xlsx", "ods"])
def test_a_list_comes_in_with_the_proof_of_each_row_only(fatma, found, way, deliver, outbox, make, town, app):
    make.reader("bekend@voorbeeld.nl")
    with app.app_context():
        suppress(keyed_hash("nooit@voorbeeld.nl"), "complaint")
        db.session.commit()
    answer = sent_in(
        fatma,
        ["een@voorbeeld.nl", "20-11-2026", "Braderie, formulier 3", "Voor partners", "English"],
        ["twee@voorbeeld.nl", "", "Braderie", "", ""],
        ["drie@voorbeeld.nl", "20-11-2026", "", "", ""],
        ["vier@voorbeeld.nl", "20-11-2031", "Braderie", "", ""],
        ["EEN@voorbeeld.nl", "20-11-2026", "Braderie", "", ""],
        ["bekend@voorbeeld.nl", "20-11-2026", "Braderie", "", ""],
        ["nooit@voorbeeld.nl", "20-11-2026", "Braderie", "", ""],
        way=way,
    )
    shown = fatma.get(answer.location).text
    assert "Neem 3 regels over" in shown, "who is known here does not show"
    for reason in ("Vul de datum in", "Zonder dat nemen wij de regel niet over", "nog niet geweest", "ook op regel 2"):
        assert reason in shown
    assert town.all(Reader, Reader.joined_by == JoinedBy.LIST) == []
    fatma.post(answer.location)
    fatma.post(answer.location)
    assert "Wie al lezer is of niet meer wil, sloegen wij over." in fatma.get("/nieuwsbrief/lezers").text
    (row,) = town.all(Reader, Reader.joined_by == JoinedBy.LIST)
    assert (row.audience, row.locale) == ("partners", "en")
    assert row.confirmed_at
    with app.app_context():
        assert json.loads(db.session.get(Reader, row.id).proof)["how"] == "Braderie, formulier 3"
    deliver()
    assert [letter.to for letter in outbox if letter.template.endswith("readers/emails/welcome.txt")] == [
        "een@voorbeeld.nl"
    ]


def test_a_list_without_the_columns_of_proof_is_refused_and_none_goes_out(fatma):
    file = (BytesIO(WRITE["csv"](["E-mailadres"], [["een@voorbeeld.nl"]])), "lijst.csv")
    answer = fatma.post("/nieuwsbrief/lezers/importeren", data={"file": file}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Deze kolommen ontbreken: Ja gezegd op, Ja gezegd hoe." in answer.text
    assert fatma.post("/nieuwsbrief/lezers/exporteren").status_code == 404
