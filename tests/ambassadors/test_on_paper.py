"""Paper for the wall and the canteen: one sheet of A4 each, with a code that a telephone reads."""

import io
import re
from html import unescape

import pytest
import zxingcpp
from PIL import Image

from tests.papers import Paper

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


@pytest.mark.parametrize(("path", "leads_to", "_button"), SHEETS)
def test_the_same_as_a_pdf_that_can_be_read_aloud(sign_in, path, leads_to, _button):
    where, _, asked = path.partition("?")
    hanna = sign_in("hanna")
    assert f"{where}/pdf" in hanna.get(path).text
    answer = hanna.get(f"{where}/pdf?{asked}")
    assert answer.mimetype == "application/pdf"
    paper = Paper(answer.data)
    assert (paper.is_tagged, paper.says_universal, paper.language) == (True, True, "nl")
    assert len(paper.reader.pages) == 1
    assert paper.images_told == [f"Code voor een telefoon: het leidt naar http://localhost{leads_to}"]
    page = unescape(hanna.get(path).text)
    for line in lines_of(page):
        assert line in paper.words
    assert sign_in("anna").get(f"{where}/pdf").status_code == 404


def lines_of(page):
    """The words of the sheet on the page, but for the code and who to call."""
    sheet = page[page.index("<h1>") : page.index('<div class="pact-qr">')]
    return [" ".join(line.split()) for line in re.sub(r"<[^>]+>", "\n", sheet).split("\n") if line.strip()]
