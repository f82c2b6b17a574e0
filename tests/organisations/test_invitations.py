"""Inviting somebody: by who looks after them, with roles that stay as they were given, once and for a week."""

from datetime import timedelta

import pytest

from pact.organisations.models import Membership
from pact.people.models import PactRole, Person

GUEST = {"name": "Gast van Buiten", "email": "gast@example.nl", "roles": ["referrer"]}


def invite(client, organisation, **changes):
    return client.post(f"/partners/{organisation.slug}/uitnodigen", data=GUEST | changes)


def link_in(outbox, address="gast@example.nl"):
    return outbox.to(address)[-1].links[0].removeprefix("http://localhost")


def guest(town):
    return town.one(Person, Person.email == "gast@example.nl")


def roles_of(town, person):
    rows = town.all(Membership, Membership.person_id == person.id, Membership.ended_at.is_(None))
    return {(row.organisation_id, row.role) for row in rows}


def test_a_contact_person_invites_and_the_guest_gets_in(sign_in, client, outbox, town):
    answer = invite(sign_in("lia"), town.voedselbank, roles=["referrer", "handler"])
    assert answer.status_code == 303
    assert "Voedselbank" in outbox.to("gast@example.nl")[-1].subject
    link = link_in(outbox)
    assert "Dag Gast." in client.get(link).text
    assert guest(town).activated_at is None
    assert client.post(link).location == "/inloggen"
    assert guest(town).activated_at is not None
    place = town.voedselbank.id
    assert roles_of(town, guest(town)) == {(place, "referrer"), (place, "handler")}


@pytest.mark.parametrize(
    ("key", "at_own", "at_other"),
    [
        ("anna", 404, 404),
        ("chantal", 404, 404),
        ("gerrit", 403, 403),
        ("ivo", 404, 404),
        ("lia", 303, 404),
        ("fatma", 303, 303),
        ("karim", 303, 303),
    ],
)
def test_who_may_invite_where(sign_in, town, key, at_own, at_other):
    assert invite(sign_in(key), town.voedselbank).status_code == at_own
    assert invite(sign_in(key), town.kledingbank, email="ander@example.nl").status_code == at_other


@pytest.mark.parametrize("role", ["coordinator", "administrator", "policy_officer", "owner", ""])
@pytest.mark.parametrize("key", ["lia", "fatma", "karim"])
def test_no_invitation_gives_a_role_beyond_the_organisation(sign_in, town, key, role):
    answer = invite(sign_in(key), town.voedselbank, roles=["member", role])
    assert answer.status_code == 422
    assert "Kies een of meer rollen." in answer.text
    assert guest(town) is None


def test_what_the_guest_adds_to_the_form_changes_nothing(sign_in, client, outbox, town):
    invite(sign_in("lia"), town.voedselbank)
    before = {name: getattr(guest(town), name) for name in guest(town)._fields}
    extra = {
        "roles": "handler",
        "role": "administrator",
        "organisation_id": town.kledingbank.id,
        "email": "x@example.nl",
    }
    extra |= {"person_id": town.karim.id, "invited_by_id": 1, "expires_at": "2099-01-01", "active": "1", "id": 1}
    client.post(link_in(outbox), data=extra)
    after = {name: getattr(guest(town), name) for name in guest(town)._fields}
    assert {name for name in after if after[name] != before[name]} == {"activated_at"}
    assert roles_of(town, guest(town)) == {(town.voedselbank.id, "referrer")}
    assert not town.all(PactRole, PactRole.person_id == guest(town).id)


def test_used_old_void_and_unknown_links_show_one_and_the_same_page(sign_in, app, outbox, town, clock):
    lia = sign_in("lia")
    invite(lia, town.voedselbank)
    replaced = link_in(outbox)
    lia.post(f"/partners/{town.voedselbank.slug}/mensen/{guest(town).id}/opnieuw-uitnodigen")
    used = link_in(outbox)
    assert used != replaced
    app.test_client().post(used)
    invite(lia, town.voedselbank, email="later@example.nl")
    old = link_in(outbox, "later@example.nl")
    clock.shift(timedelta(days=7, minutes=1))
    for link in (replaced, used, old, "/uitnodiging/onbekend"):
        for answer in (app.test_client().get(link), app.test_client().post(link)):
            assert answer.status_code == 404
            assert "Deze link werkt niet meer" in answer.text


def test_a_link_that_is_only_looked_at_does_nothing(sign_in, client, outbox, town):
    invite(sign_in("lia"), town.voedselbank)
    for _scan in range(20):
        client.get(link_in(outbox))
        client.head(link_in(outbox))
    assert guest(town).activated_at is None


def test_somebody_who_has_an_account_gets_the_roles_at_once_and_is_told(sign_in, outbox, town):
    hanna = sign_in("hanna")
    assert hanna.get(f"/partners/{town.voedselbank.slug}").status_code == 404
    invite(sign_in("lia"), town.voedselbank, email="Hanna@example.nl", roles=["contact_person"])
    assert hanna.get(f"/partners/{town.voedselbank.slug}").status_code == 200
    letter = outbox.to("hanna")[-1]
    assert "/uitnodiging/" not in letter.body


def test_nobody_gives_themselves_a_role_by_inviting_themselves(sign_in, town):
    before = roles_of(town, town.karim)
    invite(sign_in("karim"), town.voedselbank, email="karim@example.nl", roles=["handler"])
    assert roles_of(town, town.karim) == before


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Vul de naam in."),
        ("email", "", "Vul het e-mailadres in."),
        ("email", "gast", "Vul een e-mailadres in zoals naam@voorbeeld.nl."),
        ("roles", [], "Kies een of meer rollen."),
    ],
)
def test_a_mistake_has_its_own_sentence_and_what_was_typed_stays(sign_in, town, field, typed, sentence):
    answer = invite(sign_in("lia"), town.voedselbank, **{field: typed})
    assert answer.status_code == 422
    assert answer.text.count(f">{sentence}<") == 2
    if field != "name":
        assert 'value="Gast van Buiten"' in answer.text
