"""Once a year the question whether it still holds: a letter, a page, a button; without an answer it lapses."""

from datetime import UTC, datetime, timedelta

import pytest

from pact.covenants.models import Covenant, CovenantLink, JoinRequest, Purpose
from pact.db import db
from pact.organisations.models import Membership
from tests import make as things
from tests.covenants.hands import path_in

#: The town last confirmed on 25 October 2026.
ELEVENTH, THIRTEENTH = datetime(2027, 9, 25, 9, tzinfo=UTC), datetime(2027, 11, 25, 9, tzinfo=UTC)


def of(town, organisation):
    return town.one(Covenant, Covenant.organisation_id == organisation.id)


def asked(outbox, key="lia"):
    return [letter for letter in outbox.to(key) if letter.template == "covenants/emails/confirm.txt"]


def test_nobody_is_asked_before_the_eleventh_month(deliver, outbox, clock):
    clock.move_to(ELEVENTH - timedelta(days=1))
    deliver()
    assert not asked(outbox)


def test_the_contact_person_is_asked_once(deliver, outbox, clock):
    for days in (0, 1, 20):
        clock.move_to(ELEVENTH + timedelta(days=days))
        deliver()
    assert len(asked(outbox)) == 1


def test_one_page_one_button(client, town, deliver, outbox, clock):
    clock.move_to(ELEVENTH)
    deliver()
    link = path_in(asked(outbox)[0])
    page = client.get(link)
    assert page.text.count("<form") - page.text.count("uitloggen") == 1
    assert of(town, town.voedselbank).confirmed_at < ELEVENTH
    for _ in range(2):
        assert client.post(f"{link}/bevestigen").location == link
    confirmed = of(town, town.voedselbank)
    assert confirmed.confirmed_at >= ELEVENTH
    assert confirmed.confirmed_by_id == town.lia.id
    assert "Het klopt nog." in client.get(link).text
    clock.move_to(THIRTEENTH)
    deliver()
    assert of(town, town.voedselbank).status == "countersigned"


def test_without_an_answer_it_lapses_after_thirteen_months_and_the_coordinator_knows(
    client, sign_in, town, deliver, outbox, clock
):
    clock.move_to(ELEVENTH)
    deliver()
    clock.move_to(THIRTEENTH - timedelta(days=1))
    deliver()
    assert of(town, town.voedselbank).status == "countersigned"
    clock.move_to(THIRTEENTH)
    deliver()
    deliver()
    assert of(town, town.voedselbank).status == "lapsed"
    assert "Voedselbank" not in client.get("/convenanten").text
    assert len([one for one in outbox.to("fatma") if "Voedselbank" in one.body]) == 1
    assert "Voedselbank" in sign_in("fatma").get("/partners/aanmeldingen").text


def test_a_clock_that_stood_still_for_a_year_asks_before_it_lets_lapse(town, deliver, outbox, clock):
    clock.move_to(THIRTEENTH + timedelta(days=300))
    deliver()
    assert of(town, town.voedselbank).status == "countersigned"
    assert len(asked(outbox)) == 1


def test_what_lapsed_is_brought_back_by_the_contact_person(sign_in, town, client):
    covenant = of(town, town.tandarts)
    assert sign_in("lia").post(f"/convenanten/{covenant.id}/bevestigen").status_code == 404
    assert "Ja, het klopt nog" in sign_in("yvonne").get("/partners/tandarts/convenant").text
    assert sign_in("yvonne").post(f"/convenanten/{covenant.id}/bevestigen").status_code == 303
    assert of(town, town.tandarts).status == "countersigned"
    assert "Tandartspraktijk" in client.get("/convenanten").text


def test_where_nobody_is_contact_person_the_coordinator_hears(app, town, deliver, outbox, clock):
    place = town.voedselbank.id
    with app.app_context():
        db.session.execute(
            Membership.__table__.update()
            .where(Membership.organisation_id == place, Membership.role == "contact_person")
            .values(ended_at=datetime(2026, 11, 1, tzinfo=UTC))
        )
        db.session.commit()
    clock.move_to(ELEVENTH)
    deliver()
    assert [one.subject for one in outbox.to("fatma") if "Voedselbank" in one.body] == ["Partner zonder contactpersoon"]


def test_the_question_dies_with_the_role(app, client, town, deliver, outbox, clock):
    clock.move_to(ELEVENTH)
    deliver()
    link, lia = path_in(asked(outbox)[0]), town.lia.id
    with app.app_context():
        db.session.execute(Membership.__table__.update().where(Membership.person_id == lia).values(ended_at=ELEVENTH))
        db.session.commit()
    assert client.post(f"{link}/bevestigen").status_code == 404


@pytest.mark.parametrize("purpose", Purpose)
def test_addresses_go_when_nobody_needs_them(app, town, make, deliver, clock, purpose):
    done = make.covenant("countersigned", at="sportclub")
    with app.app_context():
        things.covenant_link(done, purpose)
        db.session.commit()
    clock.shift(timedelta(days=72))
    deliver()
    assert not town.all(CovenantLink, CovenantLink.covenant_id == done.id)


def test_who_wrote_to_us_is_forgotten_after_the_answer(sign_in, town, make, deliver, clock):
    request = make.join_request(organisation_name="Smederij")
    sign_in("fatma").post(f"/partners/aanmeldingen/{request.id}/afwijzen", data={"word": "Nu niet."})
    clock.shift(timedelta(days=89))
    deliver()
    assert town.one(JoinRequest, JoinRequest.id == request.id).email == "dries@example.nl"
    clock.shift(timedelta(days=2))
    deliver()
    left = town.one(JoinRequest, JoinRequest.id == request.id)
    assert (left.organisation_name, left.contact_name, left.email, left.why) == ("Smederij", "", "", "")
    assert sign_in("fatma").get(f"/partners/aanmeldingen/{request.id}").status_code == 200
