"""«Klopt dit nog?» each quarter, by a personal link; and a mistake told without an account."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select, update

from pact.audit import AuditLine
from pact.dates import HERE, now
from pact.db import db
from pact.directory import freshness
from pact.directory.models import Check, Scheme, Service
from pact.organisations.models import Membership, Organisation

TEXT = "De kledingbank is verhuisd naar de Dorpsstraat."


@pytest.fixture
def new_quarter(clock):
    """The first working morning of the next quarter: everything was confirmed before it."""
    clock.move_to(datetime(2027, 1, 4, 9, tzinfo=HERE))


def link(letter):
    return urlsplit(letter.links[0]).path


def asked(outbox, key):
    return [letter for letter in outbox.to(key) if letter.template == "directory/emails/is_it_true.txt"]


def test_each_contact_person_is_asked_once_a_quarter(new_quarter, clock, deliver, outbox):
    deliver()
    deliver()
    clock.shift(timedelta(days=2))
    deliver()
    assert len(asked(outbox, "nico")) == 1
    assert "Grip op de Knip" in asked(outbox, "nico")[0].subject
    assert not asked(outbox, "anna")
    clock.shift(timedelta(days=90))  # 6 April
    deliver()
    assert len(asked(outbox, "nico")) == 2


def test_who_was_checked_this_quarter_is_not_asked(new_quarter, app, town, deliver, outbox):
    place = town.grip_op_de_knip.id
    with app.app_context():
        freshness.assure(place)
        db.session.commit()
    deliver()
    assert not asked(outbox, "nico")
    assert len(asked(outbox, "riet")) == 1


def test_later_in_the_quarter_nobody_is_asked(clock, deliver, outbox):
    deliver()
    assert not [letter for letter in outbox if letter.template == "directory/emails/is_it_true.txt"]
    clock.move_to(datetime(2027, 1, 31, 9, tzinfo=HERE))  # the clock stood still for a month: just in time
    deliver()
    assert asked(outbox, "riet")


def test_one_page_and_one_button_make_it_true_today(new_quarter, deliver, outbox, client, town, app):
    deliver()
    path = link(asked(outbox, "ursula")[0])
    page = client.get(path)
    for words in ("Schuldhulp van de gemeente", "Bijzondere bijstand", "Dit klopt", "Er is iets anders"):
        assert words in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert town.one(Check, Check.answered_at.is_not(None)) is None
    assert client.post(path).status_code == 303
    assert "Bedankt." in client.get(path).text
    ours = Service.organisation_id == town.gemeente.id
    assert {str(row.assured_on) for row in town.all(Service, ours)} == {"2027-01-04"}
    assert {str(row.assured_on) for row in town.all(Scheme)} == {"2027-01-04"}
    assert "2027-01-04" not in {str(row.assured_on) for row in town.all(Service, ~ours)}
    assert "Gecontroleerd op 4 januari 2027" in client.get("/wie-doet-wat/gemeente-heerde").text


def test_pressing_twice_counts_once(new_quarter, deliver, outbox, client, town):
    deliver()
    path = link(asked(outbox, "nico")[0])
    client.post(path)
    first = town.one(Check, Check.answered_at.is_not(None))
    assert client.post(path).status_code == 303
    assert town.one(Check, Check.answered_at.is_not(None)) == first
    assert len(town.all(AuditLine, AuditLine.action == "entry_assured")) == 1


def test_the_link_is_not_kept_only_its_hash(new_quarter, deliver, outbox, town):
    deliver()
    token = link(asked(outbox, "nico")[0]).rpartition("/")[2]
    assert token not in repr(town.all(Check))


def after_90_days(app, clock):
    clock.shift(timedelta(days=91))


def no_longer_contact_person(app, clock):
    with app.app_context():
        db.session.execute(update(Membership).values(ended_at=now()))
        db.session.commit()


def suspended(app, clock):
    with app.app_context():
        db.session.execute(update(Organisation).values(suspended_at=now()))
        db.session.commit()


@pytest.mark.parametrize("what", [after_90_days, no_longer_contact_person, suspended])
def test_a_link_that_is_over_opens_nothing(what, new_quarter, deliver, outbox, client, app, clock, town):
    deliver()
    path = link(asked(outbox, "nico")[0])
    what(app, clock)
    assert client.get(path).status_code == client.post(path).status_code == 404
    assert town.one(Check, Check.answered_at.is_not(None)) is None


def test_a_quarter_begins_in_january_april_july_and_october(app):
    named = {month: freshness.quarter_of(datetime(2027, month, 1).date()) for month in (1, 3, 4, 6, 7, 9, 10, 12)}
    assert list(named.values()) == ["2027-1"] * 2 + ["2027-2"] * 2 + ["2027-3"] * 2 + ["2027-4"] * 2


# --- «Klopt er iets niet?» ------------------------------------------------------


def test_a_visitor_tells_what_is_wrong_without_an_account(client, outbox):
    where = "/wie-doet-wat/kledingbank-de-cirkel"
    assert "Klopt er iets niet?" in client.get(where).text
    answer = client.post(f"{where}/klopt-niet", data={"text": TEXT})
    assert (answer.status_code, answer.location) == (303, where)
    assert "Bedankt." in client.get(where).text
    assert {letter.to for letter in outbox} == {"quinten@example.nl", "fatma@example.nl"}
    assert TEXT in outbox[0].body
    assert TEXT not in outbox[0].subject


def test_the_same_words_twice_are_one_letter(client, outbox):
    for _ in range(2):
        assert client.post("/wie-doet-wat/ido/klopt-niet", data={"text": TEXT}).status_code == 303
    assert len(outbox) == 2  # Olga and Fatma, once each


def test_who_fills_the_field_nobody_sees_gets_the_same_answer_and_no_letter(client, outbox):
    answer = client.post("/wie-doet-wat/ido/klopt-niet", data={"text": TEXT, "homepage": "https://spam.example"})
    assert (answer.status_code, answer.location) == (303, "/wie-doet-wat/ido")
    assert len(outbox) == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Schrijf wat er niet klopt."),
        ("x" * 501, "Maak de tekst korter."),
        ("Zijn nummer is 111222333", "Haal het burgerservicenummer weg."),
    ],
)
def test_what_cannot_be_taken_is_said_and_stays_typed(text, sentence, client, outbox):
    answer = client.post("/wie-doet-wat/ido/klopt-niet", data={"text": text})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert text in answer.text
    assert len(outbox) == 0


def test_there_is_an_end_to_how_often(client):
    codes = [client.post("/wie-doet-wat/ido/klopt-niet", data={"text": f"{n} {TEXT}"}).status_code for n in range(7)]
    assert codes == [303] * 6 + [429]


def test_what_was_written_is_read_nowhere_else(client, app):
    client.post("/wie-doet-wat/ido/klopt-niet", data={"text": TEXT})
    with app.app_context():
        line = db.session.scalars(select(AuditLine).where(AuditLine.action == "entry_doubted")).one()
        assert "verhuisd" not in line.facts + line.thing
