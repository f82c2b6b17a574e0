"""Whom a referral can be sent to."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from pact.dates import now, today
from pact.db import db
from pact.directory import queries
from pact.directory.models import Service, Topic
from pact.organisations.models import Membership


def names(app, topic=None, exclude=()):
    with app.app_context():
        return [one.name for one in queries.recipients(topic, exclude)]


@pytest.mark.parametrize("topic", list(Topic))
def test_somebody_helps_with_every_topic(app, topic):
    with app.app_context():
        assert any(not one.is_paused for one in queries.recipients(topic))


def test_they_come_by_name_and_without_those_one_works_for(app, town):
    assert names(app, Topic.FOOD) == [
        "IDO (Interkerkelijk Diaconaal Overleg)",
        "Jan Nienhuisvereniging",
        "Voedselbank",
    ]
    assert "Voedselbank" not in names(app, Topic.FOOD, [town.voedselbank.id])


def test_an_organisation_without_a_handler_gets_no_referrals(app, town):
    with app.app_context():
        ended = update(Membership).where(Membership.organisation_id == town.ido.id, Membership.role == "handler")
        db.session.execute(ended.values(ended_at=now()))
        db.session.commit()
    assert "IDO (Interkerkelijk Diaconaal Overleg)" not in names(app)


def test_an_organisation_that_takes_none_is_not_among_them(app):
    assert "Tandartspraktijk De Kies" not in names(app)


def test_a_pause_ends_by_itself(app, clock):
    def is_paused():
        with app.app_context():
            return next(one.is_paused for one in queries.recipients(Topic.FOOD) if one.slug == "jan-nienhuisvereniging")

    assert is_paused()
    clock.shift(timedelta(days=61))
    assert not is_paused()


def test_of_two_services_the_open_one_speaks(app, town, make):
    make.service(town.gemeente, Topic.DEBT, name="Aanloopspreekuur", summary="Dicht", paused_from=today())
    gemeente = town.gemeente.id
    with app.app_context():
        found = queries.recipient(gemeente, Topic.DEBT)
        assert found is not None
        assert not found.is_paused
        assert db.session.query(Service).filter_by(organisation_id=gemeente).count() == 3


def test_an_unknown_organisation_is_no_recipient(app):
    with app.app_context():
        assert queries.recipient(987654) is None


def test_choosing_takes_one_query(app, count_queries):
    with app.app_context(), count_queries() as asked:
        queries.recipients(Topic.DEBT)
    assert len(asked) == 1
