"""Signing in with six digits from one's own mailbox."""

import re
from datetime import timedelta
from typing import Any

import pytest

from pact.people.models import SignInCode


def ask(client: Any, email: str, **query: str) -> Any:
    return client.post("/inloggen", data={"email": email}, query_string=query)


def code_in(outbox: Any, key: str) -> str:
    found = re.search(r"\b\d{6}\b", outbox.to(key)[-1].body)
    assert found
    return found[0]


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1000000:06}"


def is_in(client: Any) -> bool:
    with client.session_transaction() as session:
        return "_user_id" in session


def test_the_right_code_lets_one_in_and_back_to_the_page_that_was_asked_for(client, outbox, town):
    answer = ask(client, "gerrit@example.nl", verder="/wie-doet-wat?onderwerp=food")
    assert (answer.status_code, answer.location) == (303, "/inloggen/code")
    answer = client.post("/inloggen/code", data={"code": code_in(outbox, "gerrit")})
    assert (answer.status_code, answer.location) == (303, "/wie-doet-wat?onderwerp=food")
    assert is_in(client)


def test_the_address_may_be_typed_in_capitals_and_the_code_with_a_space(client, outbox, town):
    ask(client, "Gerrit@Example.NL")
    code = code_in(outbox, "gerrit")
    client.post("/inloggen/code", data={"code": f" {code[:3]} {code[3:]} "})
    assert is_in(client)


def test_a_wrong_code_is_refused_in_words_and_the_right_one_still_works(client, outbox, town):
    ask(client, "gerrit@example.nl")
    code = code_in(outbox, "gerrit")
    answer = client.post("/inloggen/code", data={"code": another(code)})
    assert answer.status_code == 422
    assert "Deze code klopt niet, of is te oud." in answer.text
    assert not is_in(client)
    client.post("/inloggen/code", data={"code": code})
    assert is_in(client)


def test_the_sixth_try_fails_even_when_it_is_right(client, outbox, town):
    ask(client, "gerrit@example.nl")
    code = code_in(outbox, "gerrit")
    for _try in range(5):
        assert client.post("/inloggen/code", data={"code": another(code)}).status_code == 422
    assert client.post("/inloggen/code", data={"code": code}).status_code == 422
    assert not is_in(client)


def test_a_code_is_too_old_after_ten_minutes(client, outbox, town, clock):
    ask(client, "gerrit@example.nl")
    clock.shift(timedelta(minutes=10, seconds=1))
    assert client.post("/inloggen/code", data={"code": code_in(outbox, "gerrit")}).status_code == 422
    assert not is_in(client)


def test_a_code_works_once(client, app, outbox, town):
    ask(client, "gerrit@example.nl")
    with client.session_transaction() as session:
        kept = dict(session)
    code = code_in(outbox, "gerrit")
    client.post("/inloggen/code", data={"code": code})
    thief = app.test_client()
    with thief.session_transaction() as session:
        session.update(kept)
    assert thief.post("/inloggen/code", data={"code": code}).status_code == 422
    assert not is_in(thief)


def test_a_code_works_only_in_the_browser_that_asked(client, app, outbox, town):
    ask(client, "gerrit@example.nl")
    other = app.test_client()
    ask(other, "hanna@example.nl")
    assert other.post("/inloggen/code", data={"code": code_in(outbox, "gerrit")}).status_code == 422
    assert not is_in(other)


def test_a_new_code_makes_the_old_one_void(client, outbox, town):
    ask(client, "gerrit@example.nl")
    old = code_in(outbox, "gerrit")
    ask(client, "gerrit@example.nl")
    if old != code_in(outbox, "gerrit"):
        assert client.post("/inloggen/code", data={"code": old}).status_code == 422


def test_an_unknown_address_gets_the_same_answer_and_no_letter(client, app, outbox, town):
    known, unknown = app.test_client(), app.test_client()
    answers = [ask(known, "gerrit@example.nl"), ask(unknown, "niemand@example.com")]
    assert {(answer.status_code, answer.location, answer.text) for answer in answers} == {
        (303, "/inloggen/code", answers[0].text)
    }
    pages = [
        re.sub(r'value="[^"]+"|nonce="[^"]+"|csrf|"X-CSRFToken": "[^"]+"', "", c.get("/inloggen/code").text)
        for c in (known, unknown)
    ]
    bare = [re.sub(r'X-CSRFToken[^}]+}|nonce="[^"]+"', "", page) for page in pages]
    assert bare[0] == bare[1]
    assert "Als dit e-mailadres bij ons bekend is, krijg je nu een code." in pages[1]
    assert {letter.to for letter in outbox} == {"gerrit@example.nl"}
    assert unknown.post("/inloggen/code", data={"code": "123456"}).status_code == 422


def test_asking_writes_the_same_rows_for_known_and_unknown(client, app, town, count_queries):
    with count_queries() as known:
        ask(app.test_client(), "gerrit@example.nl")
    with count_queries() as unknown:
        ask(app.test_client(), "niemand@example.com")
    rows = [[query for query in queries if query.startswith("INSERT")] for queries in (known, unknown)]
    assert rows[0] == rows[1]


def test_one_address_gets_at_most_five_codes_in_a_quarter(client, app, outbox, town):
    for _time in range(5):
        assert ask(app.test_client(), "gerrit@example.nl").status_code == 303
    assert ask(app.test_client(), "gerrit@example.nl").status_code == 429
    assert ask(app.test_client(), "hanna@example.nl").status_code == 303


@pytest.mark.parametrize(
    "payload",
    ["https://elders.example", "//elders.example", "/\\elders.example", "\\\\elders.example", "/\t/elders.example",
     "javascript:alert(1)", "http:elders.example", "/%0a//elders.example\n", " //elders.example", "elders.example"],
)  # fmt: skip
def test_after_signing_in_nobody_is_sent_to_another_site(client, outbox, town, payload):
    ask(client, "gerrit@example.nl", verder=payload)
    answer = client.post("/inloggen/code", data={"code": code_in(outbox, "gerrit")})
    assert answer.location == "/vandaag"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Vul je e-mailadres in."), ("gerrit", "Vul een e-mailadres in zoals naam@voorbeeld.nl.")],
)
def test_a_wrong_address_is_answered_with_its_own_sentence_and_stays(client, town, typed, sentence):
    answer = ask(client, typed)
    assert answer.status_code == 422
    assert answer.text.count(f">{sentence}<") == 2
    assert f'value="{typed}"' in answer.text


def test_the_field_for_the_code_invites_pasting_and_filling_in(client, town):
    page = client.get("/inloggen/code").text
    assert 'inputmode="numeric"' in page
    assert 'autocomplete="one-time-code"' in page


def test_the_code_is_nowhere_in_the_database(client, outbox, town):
    ask(client, "gerrit@example.nl")
    code = code_in(outbox, "gerrit")
    row = town.one(SignInCode)
    assert row is not None
    assert code not in str(row)


def test_somebody_who_has_not_accepted_the_invitation_gets_no_code(client, outbox, make, town):
    make.person("nieuw", activated=False)
    ask(client, "nieuw@example.nl")
    assert not outbox.to("nieuw")
