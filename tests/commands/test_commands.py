"""The command `pact` at work."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pact import audit, jobs, keys, mail
from pact.db import db
from pact.keys import DataKey
from pact.mail import Letter
from pact.meetings.models import Invitee
from pact.people.models import Invitation, PactRole, Person
from pact.referrals.models import Referral

NEW_KEY = bytes(range(32))


@pytest.fixture
def pact(app):
    def say(*words):
        return app.test_cli_runner().invoke(args=["pact", *words])

    return say


def test_the_first_person_is_invited_from_the_server(pact, town, outbox):
    said = pact("invite", "nora@example.nl", "--naam", "Nora Nieuw", "--organisatie", "voedselbank")
    assert said.exit_code == 0, said.output
    assert "/uitnodiging/" in said.output
    nora = town.one(Person, Person.email == "nora@example.nl")
    assert town.one(Invitation, Invitation.person_id == nora.id)
    assert outbox.to("nora@example.nl")


def test_a_second_coordinator_needs_a_second_person(pact, town):
    pact("invite", "nora@example.nl", "--naam", "Nora", "--organisatie", "ido", "--pactrol", "coordinator")
    nora = town.one(Person, Person.email == "nora@example.nl")
    assert town.one(PactRole, PactRole.person_id == nora.id).confirmed_at is None


def test_the_very_first_coordinator_holds_the_role_at_once(pact, app, town):
    with app.app_context():
        db.session.query(PactRole).filter_by(role="coordinator").delete()
        db.session.commit()
    pact("invite", "nora@example.nl", "--naam", "Nora", "--organisatie", "ido", "--pactrol", "coordinator")
    nora = town.one(Person, Person.email == "nora@example.nl")
    assert town.one(PactRole, PactRole.person_id == nora.id).confirmed_at is not None


def test_an_unknown_organisation_is_said_plainly(pact):
    said = pact("invite", "nora@example.nl", "--naam", "Nora", "--organisatie", "bestaat-niet")
    assert said.exit_code == 1
    assert "Er is geen organisatie" in said.output


def test_deliver_sends_what_waits(pact, app, town):
    with app.app_context():
        mail.post("anna@example.nl", "people/emails/code.txt", code="123456")
        db.session.commit()
    assert pact("deliver").exit_code == 0
    assert all(letter.sent_at for letter in town.all(Letter))


def test_forget_erases_what_is_too_old(pact, clock, town):
    clock.shift(timedelta(days=8))
    said = pact("forget")
    assert said.exit_code == 0, said.output
    assert not town.one(Referral, Referral.status == "draft")
    assert pact("forget").exit_code == 0


def test_no_clock_comes_back_so_seldom_that_its_last_time_is_forgotten(app):
    """Else it would strike twice in one period."""
    assert max(jobs.RECURRING.values()) < jobs.KEPT


def test_a_new_master_key_takes_over_and_everything_still_opens(pact, app):
    with app.app_context():
        opened = [one.given_name for one in db.session.scalars(select(Referral).order_by(Referral.id))]
        letter = mail.post("anna@example.nl", "people/emails/code.txt", code="123456")
        db.session.commit()
        letter_id = letter.id
        invitee = db.session.scalars(select(Invitee)).first()
        invitee.needs = "Geen noten"
        db.session.commit()
        invitee_id = invitee.id
    app.config["KEYS"] = {2: NEW_KEY} | app.config["KEYS"]
    assert "Klaar" in pact("keys", "rotate").output
    assert "Klaar: 0 overgezet" in pact("keys", "rotate").output
    app.config["KEYS"] = {2: NEW_KEY}
    with app.app_context():
        assert not db.session.scalar(select(DataKey.id).where(DataKey.wrapped_with == 1, DataKey.wrapped.is_not(None)))
        assert [one.given_name for one in db.session.scalars(select(Referral).order_by(Referral.id))] == opened
        assert "123456" in db.session.get(Letter, letter_id).content.body
        assert db.session.get(Invitee, invitee_id).needs == "Geen noten"


def test_a_master_key_that_is_missing_is_named(pact, app):
    app.config["KEYS"] = {2: NEW_KEY}
    assert "sleutel 1 (ONTBREEKT IN PACT_KEYS)" in pact("keys", "list").output


def test_a_new_key_can_be_used(pact, app):
    number, _, _key = pact("keys", "new").output.strip().partition(":")
    with app.app_context():
        assert int(number) not in keys.ring()


def test_a_whole_trail_is_said_to_be_whole(pact, app):
    with app.app_context():
        audit.record("tested", "nothing")
        db.session.commit()
    assert "Het spoor is heel." in pact("audit", "verify").output


def test_only_a_demo_is_filled(pact):
    assert "Dit is geen demo" in pact("demo", "fill").output
