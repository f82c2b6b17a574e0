"""The demo town of DESIGN.md 7: there, complete, and filled only once."""

from collections import Counter

from pact.db import db
from pact.demo import town as demo_town
from pact.demo.people import CAST
from pact.organisations.models import Membership, Organisation, Pillar
from pact.people.models import PactRole, Person
from pact.referrals.models import Referral
from pact.referrals.vocabulary import Status

TABLES = (Person, Organisation, Membership, PactRole, Referral)


def sizes(town):
    return [len(town.all(table)) for table in TABLES]


def test_nine_organisations_of_the_core_group_and_six_signatories(town):
    pillars = Counter(one.pillar for one in town.all(Organisation))
    assert pillars == {Pillar.CORE_GROUP: 9, Pillar.SIGNATORY: 6}


def test_everybody_of_the_design_is_there_with_an_account(town):
    keys = ["anna", "bram", "chantal", "daan", "els", "fatma", "gerrit", "hanna", "ivo", "joke", "karim", "lia"]
    assert [one.key for one in CAST] == keys
    assert all(getattr(town, key).activated_at for key in keys)


def test_forty_referrals_in_every_state_that_can_be_seen(town):
    states = Counter(one.status for one in town.all(Referral))
    assert sum(states.values()) == 40
    assert set(states) == set(Status) - {Status.ERASED}


def test_filling_it_twice_changes_nothing(app, town):
    before = sizes(town)
    with app.app_context():
        assert not demo_town.fill()
    assert sizes(town) == before


def test_it_can_be_made_new(app, town):
    before, old = sizes(town), town.anna.fs_uniquifier
    with app.app_context():
        demo_town.start_anew()
    assert sizes(town) == before
    assert town.anna.fs_uniquifier != old


def test_what_the_clock_would_have_erased_is_erased(app):
    with app.app_context():
        for referral in db.session.query(Referral):
            if referral.status in (Status.WITHDRAWN, Status.ERASED):
                assert referral.data_key.wrapped is None
            elif referral.erased_at is None:
                assert referral.given_name


def test_nothing_was_sent_without_a_yes(app):
    with app.app_context():
        for referral in db.session.query(Referral).filter(Referral.sent_at.is_not(None)):
            assert referral.consent.given_at is not None
            assert referral.consent.given_at <= referral.sent_at
