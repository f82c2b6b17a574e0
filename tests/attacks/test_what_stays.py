"""After a no or a stop nothing of the resident is anywhere; and no door opens what was erased (SECURITY.md D3, D5)."""

import pytest
from sqlalchemy import text

from pact.db import db
from pact.referrals.models import Message, Referral
from tests import make as things
from tests.referrals.journey import Journey
from tests.referrals.reading import Page

WAYS_TO_STOP = {
    "the resident": lambda referral, chantal, client, own: client.post(f"{own}/stoppen"),
    "the handler": lambda referral, chantal, client, own: chantal.post(f"/doorverwijzingen/{referral}/stoppen"),
}


def bytes_of(row):
    """What was sealed, as it stood there: also without its key it has to go."""
    return [value[14:] for name, value in row._mapping.items() if name.endswith("_sealed") and value]


@pytest.mark.parametrize("who", WAYS_TO_STOP)
def test_a_stop_leaves_no_byte_of_note_or_message(app, sign_in, make, client, town, traces, peek, deliver, who):
    made = make.referral("accepted")
    anna, chantal = sign_in("anna"), sign_in("chantal")
    own = f"/i/{peek(made.reference, 'resident_token')}"
    url = f"/doorverwijzingen/{made.reference}"
    assert chantal.post(f"{url}/bericht", data={"text": "Zyxella komt donderdag."}).status_code == 303
    assert "Zyxella" in chantal.get(url).text
    sealed = bytes_of(town.one(Referral, Referral.id == made.id))
    sealed += bytes_of(town.one(Message, Message.referral_id == made.id))
    assert len(sealed) >= 4
    WAYS_TO_STOP[who](made.reference, chantal, client, own)
    deliver()
    [message] = town.all(Message, Message.referral_id == made.id)
    assert message.text_sealed is None
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        with app.app_context(), db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # a checkpoint is asked outside a transaction
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
    assert traces.of([*things.CANARIES, *sealed], anna, chantal, client) == []
    for page in (anna.get(url), chantal.get(url), client.get(own), chantal.get(f"{url}/open")):
        assert not [word for word in things.CANARIES if word in page.text]
    assert chantal.get(f"{url}/open").status_code == 410


@pytest.mark.parametrize("code", ["right", "000000"])
def test_the_code_opens_nothing_after_a_stop(sign_in, make, client, peek, code):
    made = make.referral("accepted")
    own = f"/i/{peek(made.reference, 'resident_token')}"
    six = peek(made.reference, "resident_code") if code == "right" else code
    assert client.post(f"{own}/stoppen").status_code == 303
    answer = client.post(f"{own}/toelichting", data={"code": six})
    assert answer.status_code == 303
    assert "winterjassen" not in client.get(answer.location).text


def test_the_resident_s_doors_stay_calm_after_every_end(make, client, peek, refresh_limits):
    """Whatever came of it, each address of the own page answers with a page, and none with a person."""
    for status in ("rejected", "completed", "failed", "cancelled", "expired", "consent_pending", "requested"):
        token = peek(make.referral(status).reference, "resident_token")
        if status == "requested":
            client.post(f"/i/{token}/stoppen")
        for path in ("", "/toestemming", "/stoppen", "/gestopt"):
            assert client.get(f"/i/{token}{path}").status_code in (200, 303), f"{status} {path}"
        for path, data in (("/toelichting", {"code": "000000"}), ("/wissen", {}), ("/toestemming", {})):
            answer = client.post(f"/i/{token}{path}", data=data)
            assert answer.status_code in (303, 422), f"{status} {path}"


def test_what_was_refused_on_the_own_phone_is_nowhere(sign_in, town, outbox, client, traces, deliver):
    anna = sign_in("anna")
    journey = Journey(anna).until("toestemming", email="zyxella@voorbeeld.nl")
    journey.go("toestemming", says="own_phone", receipt="email", understood=None)
    sealed = bytes_of(town.one(Referral, Referral.reference == journey.reference))
    journey.send()
    own = outbox[0].links[0].removeprefix("http://localhost")
    assert "Zyxella" in client.get(f"{own}/toestemming").text
    page = client.post(f"{own}/toestemming", data={"answer": "no"})
    assert "Zyxella" not in page.text
    deliver()
    assert traces.of([*things.CANARIES, "zyxella@"], anna, client) == []
    row = town.one(Referral, Referral.reference == journey.reference)
    assert bytes_of(row) == []
    assert sealed
    for url in (own, f"{own}/toestemming"):
        assert not [word for word in things.CANARIES if word in client.get(url, follow_redirects=True).text]


@pytest.mark.engine("sqlite")
def test_when_the_trail_takes_no_line_nothing_private_is_shown(app, sign_in, make, peek):
    """SECURITY.md D17: the line about the opening comes first, or the content does not come."""
    made, waiting = make.referral("accepted"), make.referral("requested")
    with app.app_context():
        db.session.execute(
            text("CREATE TRIGGER full BEFORE INSERT ON audit_line BEGIN SELECT RAISE(ABORT, 'no room'); END")
        )
        db.session.commit()
    for key in ("chantal", "anna"):
        answer = sign_in(key).get(f"/doorverwijzingen/{made.reference}")
        assert answer.status_code >= 500
        assert not [word for word in (*things.CANARIES, "no room", "audit_line") if word in answer.text]
    refused = sign_in("chantal").post(f"/doorverwijzingen/{waiting.reference}/oppakken")
    assert refused.status_code >= 500
    assert peek(waiting.reference, "status") == "requested"


@pytest.mark.engine("sqlite")
def test_an_error_of_the_database_tells_nothing_of_what_was_typed(app):
    """SECURITY.md D21: whoever logs the error, its values are not in it."""
    with app.app_context(), pytest.raises(Exception, match="hide_parameters") as error:
        db.session.execute(
            text("INSERT INTO person (email, name) VALUES (:email, :name)"), {"email": "a", "name": "Zyx"}
        )
    assert "Zyx" not in str(error.value)


@pytest.mark.engine("sqlite")
def test_on_the_error_page_there_is_no_value_no_path_and_no_version(app, sign_in, make):
    made = make.referral("requested")
    with app.app_context():
        db.session.execute(text("CREATE TRIGGER broken BEFORE UPDATE ON referral BEGIN SELECT RAISE(ABORT, 'x'); END"))
        db.session.commit()
    answer = sign_in("chantal").post(f"/doorverwijzingen/{made.reference}/oppakken")
    assert answer.status_code == 500
    for word in ("Traceback", "sqlite", "site-packages", "pact/", ".py", "Werkzeug", "SELECT", *things.CANARIES):
        assert word not in answer.text.replace("/static/", ""), word
    assert "granian" not in str(answer.headers).lower()
    assert Page(answer).headings
