"""A role that nobody holds is marked where somebody can mend it."""

import pytest

from pact.db import db
from pact.organisations.models import Membership

NO_CONTACT, NO_HANDLER = "Geen contactpersoon", "Niemand pakt doorverwijzingen op"


@pytest.fixture
def end(app):
    """end(role, organisation): nobody holds it there any more."""

    def ended(role, organisation):
        with app.app_context():
            for row in db.session.query(Membership).filter_by(organisation_id=organisation.id, role=role):
                row.end(None)
            db.session.commit()

    return ended


@pytest.mark.parametrize(("role", "mark"), [("contact_person", NO_CONTACT), ("handler", NO_HANDLER)])
def test_the_partner_its_list_and_today_say_what_is_missing(sign_in, town, end, role, mark):
    fatma = sign_in("fatma")
    pages = ("/vandaag", "/partners", "/partners/grip-op-de-knip")
    assert not [path for path in pages if mark in fatma.get(path).text], "in the demo town nothing is missing"
    end(role, town.grip_op_de_knip)
    for path in pages:
        page = fatma.get(path).text
        assert page.count(mark) == 1, path
    assert "Er loopt nu niets vast." not in fatma.get("/vandaag").text
    assert mark not in fatma.get("/partners/voedselbank").text


def test_who_takes_no_referrals_needs_nobody_to_pick_them_up(sign_in, town, end):
    end("handler", town.school)
    assert NO_HANDLER not in sign_in("fatma").get("/partners").text


def test_who_was_invited_and_has_not_come_holds_nothing_yet(sign_in, make, town, end):
    end("contact_person", town.grip_op_de_knip)
    someone = make.person(activated=False)
    make.membership(someone, town.grip_op_de_knip, "contact_person")
    assert NO_CONTACT in sign_in("fatma").get("/partners/grip-op-de-knip").text


def test_a_partner_that_stopped_lacks_nothing(sign_in, town, end, app):
    end("contact_person", town.grip_op_de_knip)
    fatma = sign_in("fatma")
    fatma.post("/partners/grip-op-de-knip/stoppen", data={"kind": "suspended", "reason": "nobody"})
    assert NO_CONTACT not in fatma.get("/partners").text


@pytest.mark.parametrize("key", ["anna", "chantal", "lia", "gerrit"])
def test_only_the_coordinator_reads_it_in_today(sign_in, town, end, key):
    end("contact_person", town.grip_op_de_knip)
    assert NO_CONTACT not in sign_in(key).get("/vandaag").text


def test_the_second_contact_person_is_the_backup(sign_in, make, town):
    lia = sign_in("lia")
    assert "Achtervang" not in lia.get("/mijn-organisatie").text
    make.membership(town.bram, town.voedselbank, "contact_person")
    page = lia.get("/mijn-organisatie").text
    assert page.count("Achtervang") == 1
    own = page[page.index("Wie doen mee?") :]
    assert own.index("Bram Kuiper") < own.index("Achtervang") < own.index("Lia Postma"), "she was there first"


def test_the_list_costs_the_same_however_many_lack_something(sign_in, make, count_queries):
    fatma = sign_in("fatma")
    for path in ("/partners", "/vandaag"):
        make.organisation()
        fatma.get(path)
        with count_queries() as few:
            fatma.get(path)
        for _more in range(20):
            make.organisation()
        with count_queries() as many:
            fatma.get(path)
        assert len(few) == len(many) <= 6
