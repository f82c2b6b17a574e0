"""The social map of a village on paper: what stands on it, what does not, and a code that leads to the page."""

import io
import re

import pytest
import zxingcpp
from PIL import Image

from pact.directory.villages import VILLAGES


@pytest.mark.parametrize("village", VILLAGES)
def test_each_village_has_a_sheet(village, client):
    page = client.get(f"/wie-doet-wat/print?dorp={village}")
    assert page.status_code == 200
    assert f"Wie doet wat in {village}" in page.text
    assert "Voedselpakket" not in page.text or "Voedselbank" in page.text
    assert "Bijzondere bijstand" in page.text
    assert f"/wie-doet-wat?dorp={village}" in page.text
    assert "<svg" in page.text
    assert page.text.count("<h1") == 1


def test_who_does_not_serve_the_village_or_pauses_is_not_on_it(client):
    page = client.get("/wie-doet-wat/print?dorp=Vorchten").text
    assert "Woonstichting Triada" not in page
    assert "Jan Nienhuisvereniging" not in page
    assert "Basisschool De Bontekoe" in page


def test_no_hidden_address_comes_on_paper(client):
    page = client.get("/wie-doet-wat/print?dorp=Heerde").text
    assert "Interkerkelijk" in page
    assert "Achterom" not in page


def test_the_sheet_speaks_the_language_one_asks_for(client):
    assert '<html lang="en"' in client.get("/wie-doet-wat/print?dorp=Heerde&taal=en").text
    assert '<html lang="nl"' in client.get("/wie-doet-wat/print?dorp=Heerde&taal=nl").text


def test_a_village_that_does_not_exist_has_none(client):
    assert client.get("/wie-doet-wat/print?dorp=Zwolle").status_code == 404
    assert client.get("/wie-doet-wat/print?dorp=").status_code == 404


def test_the_sheet_costs_the_same_whatever_stands_on_it(client, make, town, count_queries):
    where = "/wie-doet-wat/print?dorp=Heerde"
    with count_queries() as few:
        client.get(where)
    for _ in range(30):
        make.service(town.bibliotheek)
    with count_queries() as many:
        client.get(where)
    assert len(few) == len(many) <= 6


def test_it_is_one_or_two_pages_of_a4_with_a_code_that_a_telephone_reads(app, open_page, live_server):
    page = open_page()
    page.goto("/wie-doet-wat?dorp=Wapenveld")
    page.get_by_role("heading", name="Op papier").locator("xpath=following-sibling::ul").get_by_text("Heerde").click()
    picture = Image.open(io.BytesIO(page.locator(".pact-qr svg").screenshot()))
    [code] = zxingcpp.read_barcodes(picture)
    assert code.text == f"{live_server.url}/wie-doet-wat?dorp=Heerde"
    pdf = page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type /Page\b", pdf)) <= 2
    assert b"/MediaBox [0 0 595" in pdf or b"/MediaBox [0 0 594" in pdf
