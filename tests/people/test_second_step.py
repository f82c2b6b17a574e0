"""The second factor: asked of whoever can open a referral, coordinates or administers; and of whoever has one."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from passlib.totp import TOTP

from pact.dates import now
from tests.people.test_sign_in import ask, code_in, is_in


def first_step(client: Any, outbox: Any, key: str) -> Any:
    ask(client, f"{key}@example.nl", verder="/wie-doet-wat")
    return client.post("/inloggen/code", data={"code": code_in(outbox, key)})


def set_up_app(client: Any) -> TOTP:
    """Set the app up on «Mijn gegevens» and give what then stands on the phone."""
    page = client.get("/mijn-gegevens/authenticator").text
    key = re.search(r"<bdi>([A-Z2-7 \-]+)</bdi>", page)
    assert key, page
    app = TOTP(key=key[1].replace(" ", "").replace("-", ""))
    answer = client.post("/mijn-gegevens/authenticator", data={"code": shown(app)})
    assert answer.status_code == 303, answer.text
    return app


def shown(app: TOTP) -> str:
    return str(app.generate(time=now()).token)


def recovery_codes(client: Any) -> list[str]:
    return re.findall(r"<code>([0-9a-f-]{14})</code>", client.post("/mijn-gegevens/herstelcodes").text)


@pytest.fixture
def phone(sign_in: Any, clock: Any) -> TOTP:
    """Chantal's phone, set up and a minute later."""
    made = set_up_app(sign_in("chantal"))
    clock.shift(timedelta(minutes=2))
    return made


@pytest.mark.parametrize("key", ["anna", "chantal", "fatma", "karim"])
def test_who_needs_a_second_factor_first_chooses_one(sign_in, key):
    answer = sign_in(key, strong=False).get("/mijn-gegevens")
    assert answer.location.startswith("/tweede-stap")
    page = sign_in(key, strong=False).get(answer.location).text
    assert "Een passkey" in page
    assert "Een app met codes" in page


@pytest.mark.parametrize("key", ["gerrit", "joke"])
def test_who_opens_nothing_of_residents_is_in_with_a_code_alone(sign_in, key):
    assert sign_in(key, strong=False).get("/mijn-gegevens").status_code == 200


def test_setting_up_the_app_makes_the_session_strong_and_leads_to_the_recovery_codes(sign_in, outbox):
    chantal = sign_in("chantal", strong=False)
    set_up_app(chantal)
    assert chantal.get("/mijn-gegevens").status_code == 200
    assert "extra slot" in outbox.to("chantal")[-1].subject
    assert len(recovery_codes(chantal)) == 8


def test_a_wrong_code_does_not_set_the_app_up(sign_in, town):
    chantal = sign_in("chantal", strong=False)
    chantal.get("/mijn-gegevens/authenticator")
    assert chantal.post("/mijn-gegevens/authenticator", data={"code": "000000"}).status_code == 422
    assert town.chantal.tf_primary_method is None


def test_after_the_first_step_nobody_is_in_yet(client, outbox, phone):
    answer = first_step(client, outbox, "chantal")
    assert answer.location == "/tweede-stap?verder=/wie-doet-wat"
    assert not is_in(client)
    assert client.get("/mijn-gegevens").location == "/inloggen?verder=/mijn-gegevens"


def test_the_code_of_the_app_lets_one_in(client, outbox, phone):
    step = first_step(client, outbox, "chantal").location
    answer = client.post(step, data={"code": shown(phone)})
    assert answer.location == "/wie-doet-wat"
    assert client.get("/mijn-gegevens").status_code == 200


def test_a_code_of_the_app_is_good_once(app, client, outbox, phone):
    code = shown(phone)
    client.post(first_step(client, outbox, "chantal").location, data={"code": code})
    thief = app.test_client()
    step = first_step(thief, outbox, "chantal").location
    answer = thief.post(step, data={"code": code})
    assert answer.status_code == 422
    assert "Deze code klopt niet." in answer.text
    assert not is_in(thief)


def test_guessing_codes_of_the_app_is_stopped_after_five(client, outbox, phone):
    step = first_step(client, outbox, "chantal").location
    answers = [client.post(step, data={"code": "000000"}).status_code for _try in range(6)]
    assert answers == [422] * 5 + [429]


def test_the_second_step_waits_ten_minutes(client, outbox, phone, clock):
    step = first_step(client, outbox, "chantal").location
    clock.shift(timedelta(minutes=11))
    assert client.post(step, data={"code": shown(phone)}).status_code in (302, 401)
    assert not is_in(client)


def test_a_recovery_code_works_once_and_is_told(sign_in, app, client, outbox, phone):
    codes = recovery_codes(sign_in("chantal"))
    first_step(client, outbox, "chantal")
    assert client.post("/tweede-stap/herstelcode", data={"code": codes[0].upper()}).status_code == 303
    assert is_in(client)
    assert "herstelcode" in outbox.to("chantal")[-1].subject
    other = app.test_client()
    first_step(other, outbox, "chantal")
    assert other.post("/tweede-stap/herstelcode", data={"code": codes[0]}).status_code == 422
    assert not is_in(other)


def test_recovery_codes_are_shown_once(sign_in, phone):
    chantal = sign_in("chantal")
    codes = recovery_codes(chantal)
    page = chantal.get("/mijn-gegevens/herstelcodes").text
    assert "Je hebt nog 8 codes." in unescape(page)
    assert codes[0] not in page


def test_recovery_codes_and_the_secret_are_encrypted_in_the_database(sign_in, town, phone):
    codes = recovery_codes(sign_in("chantal"))
    row = str(town.chantal)
    assert codes[0] not in row
    assert phone.base32_key not in row


def test_a_trusted_device_skips_the_second_step_for_thirty_days(client, outbox, phone, clock):
    client.post(first_step(client, outbox, "chantal").location, data={"code": shown(phone), "trust": "y"})
    client.post("/uitloggen")
    clock.shift(timedelta(days=29))
    assert first_step(client, outbox, "chantal").location == "/wie-doet-wat"
    assert client.get("/mijn-gegevens").status_code == 200
    client.post("/uitloggen")
    clock.shift(timedelta(days=2))
    assert first_step(client, outbox, "chantal").location.startswith("/tweede-stap")


def test_trust_is_not_shared_between_people(client, outbox, sign_in, phone, clock):
    set_up_app(sign_in("daan"))
    client.post(first_step(client, outbox, "chantal").location, data={"code": shown(phone), "trust": "y"})
    assert first_step(client, outbox, "daan").location.startswith("/tweede-stap")


def test_signing_out_everywhere_ends_all_trust(client, outbox, sign_in, phone):
    client.post(first_step(client, outbox, "chantal").location, data={"code": shown(phone), "trust": "y"})
    sign_in("chantal").post("/mijn-gegevens/overal-afmelden")
    assert first_step(client, outbox, "chantal").location.startswith("/tweede-stap")


def test_a_mailbox_alone_cannot_change_the_factors(sign_in, phone):
    intruder = sign_in("chantal", strong=False)
    for path in ("/mijn-gegevens/authenticator", "/mijn-gegevens/passkey", "/mijn-gegevens/herstelcodes"):
        assert intruder.get(path).location.startswith("/tweede-stap")
    assert intruder.post("/mijn-gegevens/herstelcodes").location.startswith("/tweede-stap")


def test_a_second_factor_added_later_closes_residents_details_for_a_day(sign_in, town, phone, outbox):
    set_up_app(sign_in("chantal"))
    held = town.chantal.content_closed_until - now()
    assert timedelta(hours=23) < held <= timedelta(hours=24)
    assert "24 uur" in outbox.to("chantal")[-1].body


def test_the_first_factor_closes_nothing(sign_in, town, phone):
    assert town.chantal.content_closed_until is None


def test_after_a_quarter_of_an_hour_a_weighty_deed_asks_again(sign_in, clock):
    karim = sign_in("karim")
    assert karim.get("/beheer").status_code == 200
    clock.shift(timedelta(minutes=16))
    assert karim.get("/beheer").location == "/bevestigen?verder=/beheer"


def test_who_has_an_app_confirms_with_the_app(sign_in, phone, clock):
    chantal = sign_in("chantal")
    clock.shift(timedelta(minutes=16))
    asked = chantal.get("/mijn-gegevens/herstelcodes").location
    step = chantal.get(asked).location
    assert step == "/tweede-stap?verder=/mijn-gegevens/herstelcodes"
    assert chantal.get(step).status_code == 200
    assert chantal.post(step, data={"code": shown(phone)}).location == "/mijn-gegevens/herstelcodes"
    assert chantal.get("/mijn-gegevens/herstelcodes").status_code == 200


def test_who_has_no_second_factor_confirms_with_a_new_code(sign_in, clock, outbox):
    hanna = sign_in("hanna", strong=False)
    clock.shift(timedelta(minutes=16))
    asked = hanna.get("/partners/bibliotheek-heerde/uitnodigen").location
    assert hanna.post(asked).location == "/inloggen/code"
    answer = hanna.post("/inloggen/code", data={"code": code_in(outbox, "hanna")})
    assert answer.location == "/partners/bibliotheek-heerde/uitnodigen"
