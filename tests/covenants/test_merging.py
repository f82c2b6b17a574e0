"""What a double of a partner signed goes along when the two become one; the register names it once."""

import pytest

from pact.covenants.models import Covenant


@pytest.fixture
def double(make):
    return make.organisation("grip-op-knip", name="Grip op Knip")


def merge(client):
    return client.post("/partners/grip-op-knip/samenvoegen", data={"met": "grip-op-de-knip"})


def test_a_signature_goes_along_and_the_page_says_so_first(sign_in, town, make, double):
    made = make.covenant("countersigned", at="grip-op-knip", kind="covenant")
    fatma = sign_in("fatma")
    page = fatma.get("/partners/grip-op-knip/samenvoegen?met=grip-op-de-knip").text
    assert "Deze handtekening gaat mee" in page
    assert merge(fatma).status_code == 303
    row = town.one(Covenant, Covenant.id == made.id)
    assert (row.organisation_id, row.status) == (town.grip_op_de_knip.id, "countersigned")


def test_of_two_signatures_of_one_kind_the_register_keeps_one(sign_in, town, make, double, client):
    made = make.covenant("countersigned", at="grip-op-knip", kind="pact")
    before = client.get("/convenanten").text.count("Grip op de Knip")
    merge(sign_in("fatma"))
    row = town.one(Covenant, Covenant.id == made.id)
    assert (row.status, row.reason) == ("ended", "Samengevoegd met Grip op de Knip.")
    assert client.get("/convenanten").text.count("Grip op de Knip") == before
