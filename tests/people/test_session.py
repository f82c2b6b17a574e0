"""A session ends by itself, and altogether."""

from datetime import timedelta

import pytest


def test_after_half_an_hour_of_quiet_one_signs_in_again_and_returns_to_the_same_page(sign_in, clock):
    gerrit = sign_in("gerrit")
    clock.shift(timedelta(minutes=30, seconds=1))
    answer = gerrit.get("/partners")
    assert answer.location == "/inloggen?verder=/partners"


def test_who_keeps_working_stays_in(sign_in, clock):
    gerrit = sign_in("gerrit")
    for _time in range(4):
        clock.shift(timedelta(minutes=25))
        assert gerrit.get("/partners").status_code == 200


def test_staying_in_is_asked_with_a_button(sign_in, clock):
    gerrit = sign_in("gerrit")
    clock.shift(timedelta(minutes=28))
    assert gerrit.post("/blijf-ingelogd").status_code == 204
    clock.shift(timedelta(minutes=28))
    assert gerrit.get("/partners").status_code == 200


def test_after_twelve_hours_even_who_kept_working_signs_in_again(sign_in, clock):
    gerrit = sign_in("gerrit")
    for _time in range(25):
        clock.shift(timedelta(minutes=28))
        gerrit.get("/partners")
    clock.shift(timedelta(minutes=28))
    assert gerrit.get("/partners").status_code == 302


def test_signing_out_ends_the_session_and_clears_the_browser(sign_in):
    gerrit = sign_in("gerrit")
    answer = gerrit.post("/uitloggen")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert gerrit.get("/partners").status_code == 302


def test_a_link_does_not_sign_one_out(sign_in):
    assert sign_in("gerrit").get("/uitloggen").status_code == 405


def test_the_session_is_new_after_signing_in(client, town, outbox):
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    client.post("/inloggen", data={"email": "gerrit@example.nl"})
    code = next(word for word in outbox.to("gerrit")[-1].subject.split() if word.isdigit())
    client.post("/inloggen/code", data={"code": code})
    with client.session_transaction() as session:
        assert "_user_id" in session
        assert "planted" not in session


def test_signing_out_everywhere_ends_every_session_at_once(sign_in):
    here, there = sign_in("gerrit"), sign_in("gerrit")
    assert here.post("/mijn-gegevens/overal-afmelden").status_code == 303
    assert there.get("/partners").status_code == 302
    assert here.get("/partners").status_code == 302


@pytest.mark.parametrize("path", ["/mijn-gegevens", "/partners"])
def test_pages_of_somebody_are_not_kept_by_the_browser(sign_in, path):
    assert sign_in("gerrit").get(path).headers["Cache-Control"] == "no-store"
