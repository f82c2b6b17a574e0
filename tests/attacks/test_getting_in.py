"""Who guesses, hurries, or sends along what was not asked, gets no further than who does not."""

import threading

import pytest
from sqlalchemy import update

from pact import create_app
from pact.config import SettingsError
from pact.db import db
from pact.people.models import Person, SignInCode
from pact.referrals.models import Referral
from tests.referrals.journey import Journey

GUISES = (
    "gerrit@example.nl", "GERRIT@example.nl ", "ger\x00rit@example.nl", "gerrit\x7f@example.nl",
    "\u202egerrit@example.nl", "gerrit@example.nl\r\n", "\x01gerrit@example.nl", "\tgerrit@example.nl",
)  # fmt: skip


@pytest.mark.engine("sqlite")
def test_one_address_in_many_guises_still_gets_five_codes_in_a_quarter(client, town, outbox, refresh_limits):
    codes = [client.post("/inloggen", data={"email": guise}).status_code for guise in GUISES]
    assert codes.count(429) == len(GUISES) - 5
    assert len(outbox.to("gerrit")) <= 5


@pytest.mark.engine("sqlite")
def test_many_guesses_at_once_are_still_five(app, client, town, outbox, refresh_limits):
    """The right code, sent among many wrong ones at the same moment after five wrong ones, opens nothing."""
    client.post("/inloggen", data={"email": "gerrit@example.nl"})
    right = outbox.to("gerrit")[-1].subject.split()[-1]
    wrong = f"{(int(right) + 1) % 10**6:06}"
    cookie = client.get_cookie("pact").value
    answers = []
    start = threading.Barrier(8)

    def guess():
        own = app.test_client()
        own.set_cookie("pact", cookie)
        start.wait()
        answers.append(own.post("/inloggen/code", data={"code": wrong}).status_code)

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) == {422}
    row = town.all(SignInCode)[-1]
    assert row.tries == 5
    assert client.post("/inloggen/code", data={"code": right}).status_code == 422


FOREIGN = {
    "id": "1", "status": "accepted", "version": "99", "author_id": "2", "handler_id": "2", "from_organisation_id": "2",
    "to_organisation_id": "2", "sent_at": "2026-01-01", "accepted_at": "2026-01-01", "erased_at": "2026-01-01",
    "content_until": "2099-01-01", "resident_token_hash": "x", "code_tries": "-9", "data_key_id": "x",
    "consents-0-way": "screen", "given_at": "2026-01-01", "active": "", "email": "x@example.nl", "roles": "handler",
    "fs_uniquifier": "x", "pact_roles": "administrator", "password": "x", "activated_at": "", "tf_primary_method": "",
    "revoked_at": "2026-01-01", "content_closed_until": "", "is_strong": "1", "person_id": "2", "organisation_id": "2",
}  # fmt: skip
MAY_CHANGE = {"topic", "urgent", "edited_at", "content_until", "version", "moments", "to_organisation_id"}


@pytest.mark.engine("sqlite")
def test_a_field_that_was_not_asked_for_changes_nothing(sign_in, town, outbox):
    anna = sign_in("anna")
    journey = Journey(anna).until("controleren")
    before = town.one(Referral, Referral.reference == journey.reference)._mapping
    for step in ("hulpvraag", "naar-wie", "inwoner", "bewaren", "toestemming"):
        journey.go(step, **{name: value for name, value in FOREIGN.items() if name != "roles"})
    after = town.one(Referral, Referral.reference == journey.reference)._mapping
    changed = {name for name in after if after[name] != before[name] and not name.endswith("_sealed")}
    assert changed <= MAY_CHANGE
    assert after["to_organisation_id"] == before["to_organisation_id"]
    assert after["content_until"].year == 2026

    me = town.anna._mapping
    kept = {"name": me["name"], "phone": me["phone"], "locale": me["locale"]}
    assert anna.post("/mijn-gegevens", data=FOREIGN | kept).status_code == 303
    assert town.anna._mapping == me


@pytest.mark.engine("sqlite")
def test_a_session_that_is_not_strong_opens_no_page_that_needs_it(app, sign_in, make, town):
    made = make.referral("accepted")
    chantal = sign_in("chantal", strong=False)
    for url in (f"/doorverwijzingen/{made.reference}", f"/doorverwijzingen/{made.reference}/open", "/vandaag",
                f"/doorverwijzingen/{made.reference}/papier", "/doorverwijzen/hulpvraag", "/mijn-gegevens",
                "/partners/grip-op-de-knip", "/bevestigen", "/tweede-stap?verder=/vandaag"):  # fmt: skip
        answer = chantal.get(url, headers={"HX-Request": "true"})
        assert "Zyxella" not in answer.text
        assert answer.status_code == 302 or url.startswith("/tweede-stap"), url
    with app.app_context():
        db.session.execute(update(Person).where(Person.id == town.chantal.id).values(tf_primary_method="authenticator"))
        db.session.commit()
    for url in ("passkey", "authenticator", "herstelcodes", "wachtwoord"):
        answer = chantal.get(f"/mijn-gegevens/{url}")
        assert answer.location.startswith("/tweede-stap"), url
        assert chantal.post(f"/mijn-gegevens/{url}").location.startswith("/tweede-stap"), url


@pytest.mark.engine("sqlite")
def test_a_session_of_somebody_else_s_making_is_nobody_s(app, client, town):
    """Signed by us or not at all; and what a visitor had before signing in is not carried over."""
    client.set_cookie("pact", "eyJfdXNlcl9pZCI6IjEifQ.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb")
    assert client.get("/vandaag").location.startswith("/inloggen")
    with client.session_transaction() as session:
        session.update({"_user_id": str(town.anna.id), "strong": "x"})  # an id is not the account's own secret
    assert client.get("/vandaag").location.startswith("/inloggen")


DEMO = ["/demo", "/demo/post", "/demo/post/1", "/demo/post/1.eml"]


@pytest.mark.engine("sqlite")
def test_outside_a_demo_its_doors_do_not_exist(app, client, town):
    assert not app.config["DEMO"]
    for url in DEMO:
        assert client.get(url).status_code == 404
    for url in ("/demo/inloggen", "/demo/opnieuw"):
        assert client.post(url, data={"person": "karim"}).status_code in (404, 405)
        with client.session_transaction() as session:
            assert "_user_id" not in session


@pytest.mark.engine("sqlite")
def test_production_is_no_demo(app, monkeypatch):
    monkeypatch.setenv("PACT_ENV", "production")
    monkeypatch.setenv("PACT_DEMO", "1")
    with pytest.raises(SettingsError):
        create_app()
