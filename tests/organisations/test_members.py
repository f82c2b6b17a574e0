"""The people of an organisation and their roles."""

import pytest

from pact.dates import now
from pact.db import db
from pact.organisations.models import Membership, Organisation
from tests.organisations.test_invitations import roles_of


def test_the_contact_person_sees_the_own_people_with_their_roles(sign_in, town):
    page = sign_in("lia").get("/mijn-organisatie").text
    assert "Anna de Wit" in page
    assert "Chantal" not in page
    assert "Verwijzer" in page


@pytest.mark.parametrize(
    ("key", "status"), [("anna", 403), ("lia", 200), ("fatma", 403), ("gerrit", 403), ("ivo", 403)]
)
def test_own_organisation_is_for_contact_persons(sign_in, key, status):
    assert sign_in(key).get("/mijn-organisatie").status_code == status


def test_the_coordinator_sees_all_partners_with_how_many_people(sign_in):
    page = sign_in("fatma").get("/partners").text
    assert "Voedselbank" in page
    assert "mensen" in page


def test_changing_roles_works_at_once_and_keeps_what_was(sign_in, town, outbox):
    anna = sign_in("anna")
    url = f"/partners/{town.voedselbank.slug}/mensen/{town.anna.id}"
    assert sign_in("lia").post(url, data={"roles": ["contact_person", "member"]}).status_code == 303
    assert anna.get("/mijn-organisatie").status_code == 200
    ended = town.all(Membership, Membership.person_id == town.anna.id, Membership.ended_at.is_not(None))
    assert [(row.role, row.ended_by_id) for row in ended] == [("referrer", town.lia.id)]
    assert outbox.to("anna")


def test_nobody_changes_their_own_roles(sign_in, town):
    before = roles_of(town, town.lia)
    url = f"/partners/{town.voedselbank.slug}/mensen/{town.lia.id}"
    assert sign_in("lia").get(url).status_code == 403
    assert sign_in("lia").post(url, data={"roles": ["handler"]}).status_code == 403
    assert sign_in("lia").post(url + "/weg").status_code == 403
    assert roles_of(town, town.lia) == before


def test_a_suspended_organisation_leaves_its_people_only_their_account(sign_in, town, app):
    lia = sign_in("lia")
    with app.app_context():
        db.session.get_one(Organisation, town.voedselbank.id).suspended_at = now()
        db.session.commit()
    assert lia.get("/mijn-organisatie").status_code == 403
    assert lia.get("/mijn-gegevens").status_code == 200


@pytest.mark.parametrize("path", ["/partners", "/partners/voedselbank", "/mijn-organisatie"])
def test_a_page_costs_at_most_five_queries(sign_in, town, count_queries, path):
    visitor = sign_in("lia" if path == "/mijn-organisatie" else "fatma")
    path = path.replace("voedselbank", town.voedselbank.slug)
    visitor.get(path)
    with count_queries() as queries:
        assert visitor.get(path).status_code == 200
    assert len(queries) <= 5
