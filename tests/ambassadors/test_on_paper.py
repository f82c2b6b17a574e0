"""Paper for the wall and the canteen: one sheet of A4 each, with a code that a telephone reads."""

import io
import re

import pytest
import zxingcpp
from PIL import Image

HERE = "/partners/bibliotheek/ambassadeurs"
SHEETS = [
    (f"{HERE}/poster", "/wie-doet-wat", "De poster hangt"),
    (f"{HERE}/poster?voor=organisaties", "/doe-mee", "De poster hangt"),
    (f"{HERE}/uitleg", "/over", "Ik heb de uitleg gelezen"),
]


@pytest.mark.parametrize(("path", "leads_to", "button"), SHEETS)
def test_one_sheet_with_a_code_that_leads_there(open_page, live_server, path, leads_to, button):
    page = open_page("hanna")
    page.goto(path)
    picture = Image.open(io.BytesIO(page.locator(".pact-qr svg").screenshot()))
    [code] = zxingcpp.read_barcodes(picture)
    assert code.text == f"{live_server.url}{leads_to}"
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name=button).is_visible()


def test_paper_is_for_who_deals_with_the_organisation(sign_in, client):
    for path, _leads_to, button in SHEETS:
        assert client.get(path).location.startswith("/inloggen")
        assert sign_in("anna").get(path).status_code == 404
        page = sign_in("fatma").get(path)
        assert page.status_code == 200
        assert button not in page.text, "she takes no steps here"
