"""A partner stops: its people open nothing more, and what it had not finished goes back to who sent it, at once."""

import time
from datetime import timedelta

import pytest

from pact.dates import now
from pact.db import db
from pact.keys import new_token, token_hash
from pact.mail import Letter
from pact.organisations.models import Closing, Membership
from pact.referrals.models import Move, ReceiverLink, Referral
from tests.make import CANARIES

GRIP = "/partners/grip-op-de-knip"
FORM = {"kind": "suspended", "reason": "nobody"}


def stop(client, url=GRIP, **changes):
    return client.post(f"{url}/stoppen", data=FORM | changes)


def row(town, made):
    return town.one(Referral, Referral.id == made.id)


@pytest.mark.parametrize("kind", [{}, {"kind": "left", "left_on": "2026-11-20"}])
def test_its_people_lose_everything_but_their_own_account_within_a_second(sign_in, make, town, app, kind):
    """SECURITY.md, rules on top; the Done line of the network."""
    made = make.referral("accepted")
    waiting = make.referral("requested")
    token = new_token()
    make.membership(town.daan, town.voedselbank, "referrer")
    chantal, daan, nico, fatma = (sign_in(key) for key in ("chantal", "daan", "nico", "fatma"))
    with app.app_context():
        hashed = token_hash(token)
        db.session.add(ReceiverLink(token_hash=hashed, referral_id=waiting.id, person_id=town.chantal.id))
        db.session.commit()
    letter = app.test_client()
    assert letter.get(f"/d/{token}").status_code == 200
    assert "Zyxella" in chantal.get(f"/doorverwijzingen/{made.reference}").text

    begun = time.perf_counter()
    assert stop(fatma, **kind).status_code == 303
    for path in (f"/doorverwijzingen/{made.reference}", "/doorverwijzingen", GRIP):
        assert chantal.get(path).status_code in (403, 404), path
    assert chantal.post(f"/doorverwijzingen/{waiting.reference}/oppakken").status_code == 403
    assert letter.get(f"/d/{token}").status_code == 404
    assert letter.post(f"/d/{token}/oppakken").status_code == 404
    assert nico.get("/mijn-organisatie").status_code == 403
    assert time.perf_counter() - begun < 5, "eight requests; the access itself ends with the commit of the first"

    assert chantal.get("/mijn-gegevens").status_code == 200, "the own account stays"
    assert daan.get("/doorverwijzingen?toon=verstuurd").status_code == 200, "and what one does elsewhere"
    assert daan.get(f"/doorverwijzingen/{waiting.reference}").status_code == 200, "as a colleague of the sender"
    assert "Zyxella" not in daan.get(f"/doorverwijzingen/{made.reference}").text


@pytest.mark.parametrize("status", ["requested", "on_hold", "accepted"])
def test_an_open_referral_goes_back_to_who_sent_it_and_they_choose_again(sign_in, make, town, outbox, status):
    made = make.referral(status)
    stop(sign_in("fatma"))
    after = row(town, made)
    assert (after.status, after.reason) == ("rejected", "partner_closed")
    assert now() + timedelta(days=13) < after.content_until < now() + timedelta(days=15)
    told = [letter for letter in outbox.to("anna") if letter.about == f"referral {made.reference}"]
    [letter] = [letter for letter in told if letter.template.endswith("given_back.txt")]
    assert made.reference in letter.subject
    assert not [word for word in CANARIES if word in letter.body + letter.subject]
    anna = sign_in("anna")
    page = anna.get(f"/doorverwijzingen/{made.reference}").text
    assert "Grip op de Knip doet nu niet mee aan het pact. Dit is niet opgepakt." in page
    assert "Zyxella" in page, "nobody has to type or tell it again"
    again = anna.post(f"/doorverwijzingen/{made.reference}/nog-iemand")
    assert again.status_code == 303


def test_the_resident_hears_and_reads_that_it_is_closed_there(sign_in, make, town, outbox, peek, client):
    made = make.referral("accepted")
    token = peek(made.reference, "resident_token")
    stop(sign_in("fatma"))
    assert [letter.template for letter in outbox if letter.channel == "sms"] == ["referrals/emails/resident_news.txt"]
    page = client.get(f"/i/{token}").text
    assert "Grip op de Knip kan u niet helpen. Uw gegevens zijn daar gesloten." in page
    assert client.post(f"/i/{token}/stoppen").status_code == 303


def test_a_resident_who_was_asked_about_it_is_asked_no_more(sign_in, make, town, peek, client, outbox):
    made = make.referral("consent_pending")
    own = f"/i/{peek(made.reference, 'resident_token')}"
    assert client.get(f"{own}/toestemming").status_code == 200
    stop(sign_in("fatma"))
    assert row(town, made).status == "cancelled"
    client.post(f"{own}/toestemming", data={"answer": "yes"})
    assert row(town, made).status == "cancelled"
    assert row(town, made).sent_at is None
    assert outbox.to("anna")
    assert "Nog iemand vragen voor deze inwoner" in sign_in("anna").get(f"/doorverwijzingen/{made.reference}").text


@pytest.mark.parametrize("status", ["draft", "rejected", "completed", "failed", "cancelled", "withdrawn", "expired"])
def test_what_is_not_open_is_left_alone(sign_in, make, town, status):
    made = make.referral(status)
    before = row(town, made)
    stop(sign_in("fatma"))
    assert row(town, made) == before


def test_what_it_sent_itself_goes_on(sign_in, make, town):
    made = make.referral("requested")
    before = row(town, made)
    stop(sign_in("fatma"), "/partners/voedselbank")
    assert row(town, made) == before
    assert sign_in("anna").get(f"/doorverwijzingen/{made.reference}").status_code == 403
    assert sign_in("chantal").post(f"/doorverwijzingen/{made.reference}/oppakken").status_code == 303
    assert row(town, made).status == "accepted"


def test_a_draft_to_it_is_addressed_anew(sign_in, make, town):
    made = make.referral("draft")
    anna = sign_in("anna")
    stop(sign_in("fatma"))
    for go in (anna.get, anna.post):
        answer = go(f"/doorverwijzen/controleren?concept={made.reference}", data={"concept": made.reference})
        while answer.status_code == 303 and "controleren" in answer.location:
            answer = anna.get(answer.location)
        assert answer.location.startswith("/doorverwijzen/naar-wie"), answer.location
    assert row(town, made).status == "draft"


def test_it_takes_part_again_with_its_people_and_nothing_comes_back_by_itself(sign_in, make, town, outbox):
    made = make.referral("accepted")
    fatma, chantal = sign_in("fatma"), sign_in("chantal")
    stop(fatma)
    assert "Stilgezet" in fatma.get("/partners").text
    assert "Er is niemand meer die het doet" in fatma.get(GRIP).text
    outbox.clear()
    assert [fatma.post(f"{GRIP}/hervatten").status_code for _press in range(2)] == [303, 303]
    assert len(outbox.to("chantal")) == 1
    assert chantal.get("/doorverwijzingen").status_code == 200
    assert row(town, made).status == "rejected"
    assert "Zyxella" not in chantal.get(f"/doorverwijzingen/{made.reference}").text
    [closing] = town.all(Closing)
    assert (closing.by_id, closing.reopened_by_id) == (town.fatma.id, town.fatma.id)


def test_who_left_keeps_no_role_when_it_comes_back(sign_in, town):
    fatma = sign_in("fatma")
    stop(fatma, kind="left", left_on="2026-11-20")
    place = town.grip_op_de_knip.id
    assert not town.all(Membership, Membership.organisation_id == place, Membership.ended_at.is_(None))
    fatma.post(f"{GRIP}/hervatten")
    assert sign_in("chantal").get("/doorverwijzingen").status_code == 403


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "Kies wat er gebeurt."),
        ({"kind": "merged"}, "Kies wat er gebeurt."),
        ({"reason": ""}, "Kies waarom."),
        ({"reason": "other"}, "Leg kort uit waarom."),
        ({"reason": "other", "words": "x" * 301}, "Maak de tekst korter. Je hebt 301 tekens. Er passen er 300 in."),
        ({"kind": "left"}, "Vul een datum in, vandaag of eerder."),
        ({"kind": "left", "left_on": "2026-11-25"}, "Vul een datum in, vandaag of eerder."),
        ({"kind": "left", "left_on": "gisteren"}, "Vul een datum in, vandaag of eerder."),
    ],
)
def test_a_mistake_has_its_own_sentence_and_stops_nothing(sign_in, town, changes, sentence):
    answer = stop(sign_in("fatma"), **changes)
    assert answer.status_code == 422
    assert answer.text.count(f">{sentence}<") == 2
    assert town.grip_op_de_knip.suspended_at is None


@pytest.mark.parametrize("key", ["anna", "lia", "nico", "gerrit", "karim"])
def test_only_the_coordinator_stops_a_partner(sign_in, town, key):
    assert stop(sign_in(key)).status_code == 403
    assert sign_in(key).post(f"{GRIP}/hervatten").status_code == 403
    assert town.grip_op_de_knip.suspended_at is None


def test_after_a_quarter_of_an_hour_the_coordinator_shows_again_who_she_is(sign_in, town, clock):
    fatma = sign_in("fatma")
    clock.shift(timedelta(minutes=16))
    assert stop(fatma).location.startswith("/bevestigen")
    assert town.grip_op_de_knip.suspended_at is None


def test_pressed_twice_it_stops_once(sign_in, make, town, outbox):
    made = make.referral("requested")
    fatma = sign_in("fatma")
    assert [stop(fatma, once="b" * 20).status_code for _press in range(2)] == [303, 303]
    assert len(town.all(Closing)) == 1
    assert len(town.all(Move, Move.referral_id == made.id, Move.after == "rejected")) == 1
    assert len(town.all(Letter, Letter.template == "organisations/emails/closed.txt")) == 3
