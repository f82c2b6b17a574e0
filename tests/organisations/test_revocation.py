"""Closing an account ends everything it opened, at once (SECURITY.md T06)."""

import pytest

from pact.organisations.models import Membership
from pact.people.models import Invitation, SignInCode
from tests.people.test_second_step import first_step, set_up_app, shown
from tests.people.test_sign_in import ask, code_in, is_in


def close(client, organisation, person):
    return client.post(f"/partners/{organisation.slug}/mensen/{person.id}/sluiten")


def test_session_device_code_and_roles_end_in_one_moment(sign_in, app, outbox, town, clock):
    anna, place = town.anna, town.voedselbank
    session = sign_in("anna")
    phone = set_up_app(session)
    clock.shift(120)
    device = app.test_client()
    device.post(first_step(device, outbox, "anna").location, data={"code": shown(phone), "trust": "y"})
    waiting, half = app.test_client(), app.test_client()
    first_step(half, outbox, "anna")
    ask(waiting, "anna@example.nl")
    code = code_in(outbox, "anna")
    clock.shift(60)

    assert close(sign_in("lia"), place, anna).status_code == 303

    assert session.get("/mijn-gegevens").status_code == 302
    assert device.get("/mijn-gegevens").status_code == 302
    assert waiting.post("/inloggen/code", data={"code": code}).status_code == 422
    half.post("/tweede-stap", data={"code": shown(phone)})
    assert not is_in(half)
    ask(device, "anna@example.nl")
    assert outbox.to("anna")[-1].subject == "Je account is gesloten"
    assert not town.all(Membership, Membership.person_id == anna.id, Membership.ended_at.is_(None))
    assert not town.all(SignInCode, SignInCode.person_id == anna.id)
    assert not any((town.anna.password, town.anna.tf_totp_secret, town.anna.mf_recovery_codes))


def test_an_open_invitation_ends_too(sign_in, client, outbox, town):
    lia = sign_in("lia")
    guest = {"name": "Gast", "email": "gast@example.nl", "roles": ["member"]}
    lia.post(f"/partners/{town.voedselbank.slug}/uitnodigen", data=guest)
    link = outbox.to("gast")[-1].links[0].removeprefix("http://localhost")
    close(lia, town.voedselbank, town.gast)
    assert client.post(link).status_code == 404
    assert not town.all(Invitation, Invitation.person_id == town.gast.id)


def test_a_page_says_first_what_will_happen(sign_in, town):
    page = sign_in("lia").get(f"/partners/{town.voedselbank.slug}/mensen/{town.anna.id}/sluiten")
    assert "Dit gebeurt meteen:" in page.text
    assert town.anna.active


@pytest.mark.parametrize(
    ("key", "whom", "where", "status"),
    [
        ("lia", "lia", "voedselbank", 403),  # not oneself
        ("lia", "els", "kledingbank", 404),  # not elsewhere
        ("anna", "bram", "voedselbank", 404),
        ("gerrit", "anna", "voedselbank", 403),
        ("fatma", "karim", "gemeente", 403),  # the coordinator does not close an administrator
        ("karim", "fatma", "ido", 403),  # the last coordinator
        ("karim", "karim", "gemeente", 403),
        ("fatma", "anna", "voedselbank", 303),
        ("karim", "gerrit", "gemeente", 303),
    ],
)
def test_who_may_close_whose_account(sign_in, town, key, whom, where, status):
    person = getattr(town, whom)
    assert close(sign_in(key), getattr(town, where), person).status_code == status
    assert getattr(town, whom).active is (status != 303)


def test_a_contact_person_does_not_close_the_account_of_who_also_works_elsewhere(sign_in, town, make):
    make.membership(town.anna, town.kledingbank, "referrer")
    assert close(sign_in("lia"), town.voedselbank, town.anna).status_code == 403
    url = f"/partners/{town.voedselbank.slug}/mensen/{town.anna.id}/weg"
    assert sign_in("lia").post(url).status_code == 303
    places = town.all(Membership, Membership.person_id == town.anna.id, Membership.ended_at.is_(None))
    assert [row.organisation_id for row in places] == [town.kledingbank.id]
