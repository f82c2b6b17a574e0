"""The demo's own pages: choosing who you are, and the mailbox. Elsewhere they do not exist."""

import email
import email.policy
import re

import pytest

from pact import mail
from pact.config import SettingsError, settings
from pact.db import db
from pact.keys import DataKey
from pact.mail import Letter


@pytest.fixture
def demo(make_app, clock):
    return make_app(DEMO=True)


@pytest.fixture
def visitor(demo):
    return demo.test_client()


def write(app, data_key=None, channel="email", to="anna@example.nl"):
    with app.app_context():
        if data_key:
            db.session.add(data_key)
        letter = mail.post(to, "people/emails/code.txt", channel=channel, data_key=data_key, code="123456")
        db.session.commit()
        return letter.id


def test_without_the_demo_nobody_signs_in_without_a_code(client):
    for path in ("/demo", "/demo/post", "/demo/post/1", "/demo/post/1.eml"):
        assert client.get(path).status_code == 404
    assert client.post("/demo/inloggen", data={"person": "anna"}).status_code == 404


def test_production_refuses_the_demo(tmp_path):
    with pytest.raises(SettingsError):
        settings({"PACT_ENV": "production", "PACT_DEMO": "1"}, tmp_path)


def test_everybody_has_a_button(visitor):
    page = visitor.get("/demo").text
    assert page.count('name="person"') == 12


def test_a_script_signs_in_with_one_post_second_factor_and_all(visitor):
    answer = visitor.post("/demo/inloggen", data={"person": "chantal"}, csrf=False)
    assert (answer.status_code, answer.location) == (303, "/vandaag")
    with visitor.session_transaction() as session:
        assert session["strong"] == "demo"
    assert "Chantal" in visitor.get("/over").text


def test_whoever_is_not_of_the_cast_cannot_sign_in(visitor):
    for key in ("teun", "nobody", ""):
        assert visitor.post("/demo/inloggen", data={"person": key}, csrf=False).status_code == 404


def test_the_mailbox_shows_a_letter_as_page_and_as_source(demo, visitor):
    id = write(demo)
    assert f"/demo/post/{id}" in visitor.get("/demo/post").text
    page = visitor.get(f"/demo/post/{id}").text
    assert "123456" in page
    assert "anna@example.nl" in page
    source = visitor.get(f"/demo/post/{id}.eml")
    assert source.mimetype == "message/rfc822"
    read = email.message_from_bytes(source.data, policy=email.policy.default)
    assert read["To"] == "anna@example.nl"
    assert "123456" in read.get_body().get_content()


def test_a_letter_with_a_look_of_its_own_is_shown_as_a_mail_program_does(demo, visitor):
    with demo.app_context():
        html = "<html><head></head><body><p>Nieuws</p></body></html>"
        letter = mail.post("anna@example.nl", "people/emails/code.txt", html=html, code="123456")
        db.session.commit()
        id = letter.id
    assert f"/demo/post/{id}/opmaak" in visitor.get(f"/demo/post/{id}").text
    shown = visitor.get(f"/demo/post/{id}/opmaak")
    assert "<p>Nieuws</p>" in shown.text
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert visitor.get(f"/demo/post/{write(demo)}/opmaak").status_code == 404


def test_a_text_message_is_shown_too(demo, visitor):
    id = write(demo, channel="sms", to="06 00 00 00 01")
    assert "06 00 00 00 01" in visitor.get("/demo/post").text
    assert visitor.get(f"/demo/post/{id}").status_code == 200


def test_a_letter_of_something_erased_says_only_that(demo, visitor):
    with demo.app_context():
        key = DataKey.make()
    id = write(demo, data_key=key, to="resident@example.nl")
    with demo.app_context():
        db.session.get(Letter, id).data_key.destroy()
        db.session.commit()
    page = visitor.get(f"/demo/post/{id}").text
    assert "Deze brief is gewist" in page
    assert "resident@example.nl" not in page
    assert "gewist" in visitor.get("/demo/post").text
    assert visitor.get(f"/demo/post/{id}.eml").status_code == 410


def test_the_mailbox_has_pages_of_fifty_newest_first(demo, visitor):
    first = write(demo)
    for _ in range(50):
        last = write(demo)
    page = visitor.get("/demo/post").text
    ids = [int(id) for id in re.findall(r"/demo/post/(\d+)", page)]
    assert ids[0] == last
    assert len(ids) == 50
    further = re.search(r"/demo/post\?voor=(\d+)", page)
    assert f"/demo/post/{first}" in visitor.get(further[0]).text


def test_a_letter_that_never_was_is_not_found(visitor):
    for id in ("0", "99999", "99999999999999999999"):
        assert visitor.get(f"/demo/post/{id}").status_code == 404


def test_the_demo_can_be_made_new_by_a_button(visitor):
    visitor.post("/demo/inloggen", data={"person": "anna"})
    assert visitor.post("/demo/opnieuw").location == "/demo"
    with visitor.session_transaction() as session:
        assert "_user_id" not in session
