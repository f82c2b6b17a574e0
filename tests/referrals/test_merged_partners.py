"""Two partners that are one: people, offers and referrals go along, and nobody reads more than they did."""

import pytest

from pact.directory.models import Service
from pact.organisations.models import Membership, Organisation
from pact.referrals.models import Referral
from tests.organisations.test_invitations import roles_of


@pytest.fixture
def double(make):
    """«Grip op Knip», entered a second time: Zus picks up there, and it offers something."""
    made = make.organisation("grip-op-knip", name="Grip op Knip")
    make.membership(make.person("zus"), made, "handler")
    make.service(made, "debt", name="Knippen en grijpen")
    return made


def merge(client, gone="grip-op-knip", kept="grip-op-de-knip"):
    return client.post(f"/partners/{gone}/samenvoegen", data={"met": kept})


def test_first_one_reads_what_will_happen(sign_in, town, make, double):
    make.referral(to="grip-op-knip", handler="zus")
    page = sign_in("fatma").get("/partners/grip-op-knip/samenvoegen?met=grip-op-de-knip").text
    for words in (
        "Grip op Knip gaat op in Grip op de Knip",
        "Zus de Vries werkt voortaan voor Grip op de Knip, met dezelfde rollen.",
        "Dit aanbod gaat mee: Knippen en grijpen.",
        "Lopende doorverwijzingen gaan mee. Wie ze leest, verandert niet.",
    ):
        assert words in page
    assert town.one(Organisation, Organisation.id == double.id).suspended_at is None


def test_people_offers_and_referrals_go_along_and_the_old_address_leads_on(sign_in, town, make, double, outbox, client):
    made = make.referral("accepted", to="grip-op-knip", handler="zus")
    fatma, zus, chantal = sign_in("fatma"), sign_in("zus"), sign_in("chantal")
    assert merge(fatma).location == "/partners/grip-op-de-knip"
    kept = town.grip_op_de_knip
    assert roles_of(town, town.zus) == {(kept.id, "handler")}
    assert outbox.to("zus")[-1].template == "organisations/emails/membership.txt"
    assert town.one(Service, Service.name == "Knippen en grijpen").organisation_id == kept.id
    assert town.one(Referral, Referral.id == made.id).to_organisation_id == kept.id
    page = f"/doorverwijzingen/{made.reference}"
    assert "Zyxella" in zus.get(page).text, "who was at work on it goes on"
    assert "Zyxella" not in chantal.get(page).text
    assert zus.post(f"{page}/stand", data={"report": "helped"}).status_code == 303
    assert fatma.get("/partners/grip-op-knip").location == "/partners/grip-op-de-knip"
    assert zus.get("/partners/grip-op-knip").location == "/partners/grip-op-de-knip"
    assert "Knippen en grijpen" in client.get("/wie-doet-wat/grip-op-de-knip").text
    assert "Grip op Knip" not in fatma.get("/partners").text


def test_who_works_at_both_has_each_role_once(sign_in, town, make, double):
    make.membership(town.chantal, double, "handler")
    make.membership(town.chantal, double, "contact_person")
    merge(sign_in("fatma"))
    held = town.all(Membership, Membership.person_id == town.chantal.id, Membership.ended_at.is_(None))
    assert sorted(row.role for row in held) == ["contact_person", "handler", "referrer"]


def test_pressed_twice_it_is_done_once(sign_in, town, double):
    fatma = sign_in("fatma")
    assert [merge(fatma).status_code for _press in range(2)] == [303, 303]
    assert len(town.all(Membership, Membership.person_id == town.zus.id)) == 2


def refused(client, town, gone, sentence):
    answer = merge(client)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert sentence in client.get("/partners/grip-op-knip/samenvoegen?met=grip-op-de-knip").text
    assert town.one(Organisation, Organisation.id == gone.id).suspended_at is None
    assert roles_of(town, town.zus) == {(gone.id, "handler")}


def test_one_person_with_two_accounts_stands_in_the_way(sign_in, town, make, double):
    make.membership(make.person("chantal2", name="chantal vos"), double, "referrer")
    refused(sign_in("fatma"), town, double, "chantal vos heeft bij beide een eigen account. Sluit er eerst een.")


def test_nobody_gives_themselves_a_role_this_way(sign_in, town, make, double):
    make.membership(town.fatma, double, "handler")
    refused(sign_in("fatma"), town, double, "Je werkt zelf bij Grip op Knip. Niemand geeft zichzelf een rol.")


def test_a_referral_between_the_two_stands_in_the_way(sign_in, town, make, double):
    make.referral(author="chantal", to="grip-op-knip", handler="zus")
    refused(sign_in("fatma"), town, double, "Er loopt nog een doorverwijzing tussen deze twee.")


def test_a_resident_who_reads_the_question_says_yes_to_nobody_else(sign_in, town, make, double):
    make.referral("consent_pending", to="grip-op-knip")
    refused(sign_in("fatma"), town, double, "Een inwoner leest nog een vraag over deze organisatie.")


def test_the_yes_of_a_draft_is_asked_again(sign_in, town, make, double):
    made = make.referral("draft", to="grip-op-knip")
    merge(sign_in("fatma"))
    anna = sign_in("anna")
    answer = anna.get(f"/doorverwijzen/controleren?concept={made.reference}")
    assert answer.location.startswith("/doorverwijzen/toestemming")
    assert town.one(Referral, Referral.id == made.id).status == "draft"


@pytest.mark.parametrize("kept", ["", "bestaat-niet", "grip-op-knip"])
def test_a_mistake_has_its_own_sentence(sign_in, double, kept):
    answer = merge(sign_in("fatma"), kept=kept)
    assert answer.status_code == 422
    assert answer.text.count(">Kies welke organisatie blijft.<") == 2


@pytest.mark.parametrize("key", ["anna", "chantal", "nico", "gerrit", "karim"])
def test_only_the_coordinator_puts_partners_together(sign_in, double, key):
    assert merge(sign_in(key)).status_code == 403
