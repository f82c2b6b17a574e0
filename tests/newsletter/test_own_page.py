"""The page behind the link of every letter: change, leave, come back, be erased; a mail program leaves by itself."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pact import ledger
from pact.db import db
from pact.newsletter.models import LeftBy, Reader, SignUp, Suppression
from tests.newsletter.hands import confirm_path

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def reader(make, app):
    """Id and token."""
    made = make.reader()
    with app.app_context():
        return made.id, db.session.get(Reader, made.id).token


@pytest.fixture
def row(town, reader):
    return lambda: town.one(Reader, Reader.id == reader[0])


def test_language_and_edition_are_changed(client, reader, row):
    url = f"/nieuws/voorkeuren/{reader[1]}"
    assert client.post(url, data={"audience": "nobody", "locale": "nl"}).status_code == 422
    assert client.post(url, data={"audience": "partners", "locale": "en"}).status_code == 303
    assert (row().audience, row().locale) == ("partners", "en")


def test_a_new_address_counts_when_who_lives_there_says_yes(client, reader, row, deliver, outbox, app):
    url = f"/nieuws/voorkeuren/{reader[1]}/adres"
    assert client.post(url, data={"email": "nee"}).status_code == 422
    assert client.post(url, data={"email": "nieuw@voorbeeld.nl"}).location == "/nieuws/aanmelden/kijk-in-je-mail"
    deliver()
    before = row()
    (letter,) = outbox.to("nieuw@voorbeeld.nl")
    assert letter.template == "newsletter/readers/emails/address.txt"
    assert row().email_hash == before.email_hash
    client.post(confirm_path(letter))
    assert row().email_hash != before.email_hash
    assert row().token_hash == before.token_hash, "the links of old letters work on"
    with app.app_context():
        assert db.session.get(Reader, reader[0]).email == "nieuw@voorbeeld.nl"


def test_two_subscriptions_of_one_person_become_one(client, reader, deliver, outbox, make, town):
    make.reader("tweede@voorbeeld.nl")
    client.post(f"/nieuws/voorkeuren/{reader[1]}/adres", data={"email": "tweede@voorbeeld.nl"})
    deliver()
    before = len(town.all(Reader))
    client.post(confirm_path(outbox.to("tweede@voorbeeld.nl")[0]))
    assert len(town.all(Reader)) == before - 1


@pytest.mark.parametrize("site", ["https://mail.example", "null", None])
def test_a_mail_program_leaves_without_cookie_or_token_of_a_form(app, reader, row, site):
    headers = {"Origin": site, "Sec-Fetch-Site": "cross-site"} if site else {}
    bare = app.test_client(use_cookies=False)
    for _time in range(2):
        answer = bare.post(f"/nieuws/uitschrijven/{reader[1]}", data=ONE_CLICK, headers=headers, csrf=False)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    assert row().left_by == LeftBy.MAIL_PROGRAM


def test_a_multipart_body_leaves_too_and_an_unknown_link_is_nobodys(app, reader, row):
    bare = app.test_client(use_cookies=False)
    answer = bare.post(
        f"/nieuws/uitschrijven/{reader[1]}", data=ONE_CLICK, content_type="multipart/form-data", csrf=False
    )
    assert answer.status_code == 200
    assert row().left_at
    assert bare.post("/nieuws/uitschrijven/onbekend", data=ONE_CLICK, csrf=False).status_code == 404


def test_many_leave_in_a_minute_from_one_address_and_none_is_refused(app, make, town):
    with app.app_context():
        rows = [Reader(f"n{n}@voorbeeld.nl") for n in range(80)]
        db.session.add_all(rows)
        tokens = [one.token for one in rows]
        db.session.commit()
    bare = app.test_client(use_cookies=False)
    for token in tokens:
        assert bare.post(f"/nieuws/uitschrijven/{token}", data=ONE_CLICK, csrf=False).status_code == 200
    assert len(town.all(Reader, Reader.left_by == LeftBy.MAIL_PROGRAM)) == 80


def test_who_leaves_by_mistake_comes_back_for_a_week(client, reader, row, clock, deliver):
    url = f"/nieuws/uitschrijven/{reader[1]}"
    assert "Wil je geen nieuwsbrief meer?" in client.get(url).text
    assert client.post(url).location == url
    assert "Je krijgt geen nieuwsbrief meer" in client.get(url).text
    assert row().left_by == LeftBy.LINK
    client.post(f"/nieuws/voorkeuren/{reader[1]}/terug")
    assert row().left_at is None
    client.post(url)
    clock.shift(timedelta(days=8))
    deliver()
    assert row().email_sealed == b""
    assert "Wij hebben je adres niet meer." in client.get(url).text
    client.post(f"/nieuws/voorkeuren/{reader[1]}/terug")
    assert row().left_at
    clock.shift(timedelta(days=731))
    deliver()
    assert row() is None


@pytest.mark.parametrize(("never", "kept"), [({}, []), ({"never": "y"}, ["erased"])])
def test_who_wants_is_erased(client, reader, row, town, app, never, kept, deliver):
    with app.app_context():
        db.session.add(SignUp("ander@voorbeeld.nl", reader_id=reader[0]))
        db.session.commit()
    answer = client.post(f"/nieuws/voorkeuren/{reader[1]}/wissen", data=never)
    assert "Je gegevens zijn gewist" in client.get(answer.location).text
    assert row() is None
    assert town.all(SignUp) == []
    assert [one.why for one in town.all(Suppression)] == kept
    assert client.get(f"/nieuws/voorkeuren/{reader[1]}").status_code == 404


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("a_batch", [1, 500])
def test_a_backup_from_before_brings_back_nobody_who_left_or_was_erased(
    client, app, make, tmp_path, town, monkeypatch, a_batch
):
    monkeypatch.setattr(ledger, "A_BATCH", a_batch)
    made = {name: make.reader(f"{name}@voorbeeld.nl").id for name in ("leest", "weg", "gewist", "terug")}
    run = app.test_cli_runner().invoke
    assert run(args=["pact", "backup", "--naar", str(tmp_path)]).exit_code == 0
    with app.app_context():
        tokens = {name: db.session.get(Reader, id).token for name, id in made.items()}
    for name in ("weg", "terug"):
        client.post(f"/nieuws/uitschrijven/{tokens[name]}")
    client.post(f"/nieuws/voorkeuren/{tokens['terug']}/terug")
    client.post(f"/nieuws/voorkeuren/{tokens['gewist']}/wissen")
    said = run(args=["pact", "restore", str(next(tmp_path.glob("*.db"))), "--vervang"])
    assert said.exit_code == 0, said.output
    with app.app_context():
        found = {
            one.id: one.is_reading for one in db.session.scalars(select(Reader).where(Reader.id.in_(made.values())))
        }
    assert found == {made["leest"]: True, made["weg"]: False, made["terug"]: False}


def test_a_new_key_of_the_ring_takes_readers_along(app, reader):
    with app.app_context():
        found = db.session.get(Reader, reader[0])
        found.proof = "{}"
        db.session.commit()
        app.config["KEYS"] = {9: b"x" * 32, **app.config["KEYS"]}
    assert app.test_cli_runner().invoke(args=["pact", "keys", "rotate"]).exit_code == 0
    app.config["KEYS"] = {9: b"x" * 32}
    with app.app_context():
        found = db.session.get(Reader, reader[0])
        assert (found.email, found.proof) == ("lezer@example.org", "{}")
