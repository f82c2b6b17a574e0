"""The social map of a village on paper: what stands on it, what does not, and a code that leads to the page."""

import io
import json
import re

import pytest
import zxingcpp
from PIL import Image

from pact.directory import papers
from pact.organisations.villages import VILLAGES
from tests.papers import Paper, code_in, drawn, faintest, grey


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


# --- as a PDF -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["a4", "a5"])
@pytest.mark.parametrize("village", VILLAGES)
def test_a_village_fits_on_one_or_two_pages_that_can_be_read_aloud(village, paper, client):
    answer = client.get(f"/wie-doet-wat/print/pdf?dorp={village}&papier={paper}")
    assert answer.mimetype == "application/pdf"
    assert f"wie-doet-wat-{village.lower()}-{paper}-nl.pdf" in answer.headers["Content-Disposition"]
    sheet = Paper(answer.data)
    assert (sheet.is_tagged, sheet.says_universal) == (True, True)
    assert (sheet.title, sheet.language) == (f"Wie doet wat in {village}", "nl")
    assert 1 <= len(sheet.reader.pages) <= 2
    width, height = (round(float(side)) for side in sheet.reader.pages[0].mediabox[2:])
    assert (width, height) == {"a4": (595, 842), "a5": (420, 595)}[paper]
    assert "Bijzondere bijstand" in sheet.text
    assert "Achterom" not in sheet.text
    assert {"Title", "H1", "P", "Figure"} <= set(sheet.tags)
    assert sheet.images_told == [f"Code voor een telefoon: het leidt naar http://localhost/wie-doet-wat?dorp={village}"]


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_copier_without_colours_and_a_telephone_can_read_it(app, paper):
    with app.test_request_context():
        said = papers.told(None, "Heerde", papers.Format(paper), "nl")
        size = papers.STEPS[papers.Format(paper)][-1].size
    first, *more = [grey(one) for one in drawn("directory/print.typ", said, 200, size=str(size), details="yes")]
    assert code_in(first) == "http://localhost/wie-doet-wat?dorp=Heerde"
    assert min(faintest(one) for one in (first, *more)) >= 4.5


def test_the_page_of_the_village_leads_to_its_pdfs(client):
    page = client.get("/wie-doet-wat/print?dorp=Veessen").text
    for paper in ("a4", "a5"):
        assert f"/wie-doet-wat/print/pdf?dorp=Veessen&amp;papier={paper}&amp;in=nl" in page
    assert "in=ar" not in page  # there are no texts in Arabic yet


@pytest.mark.parametrize("wrong", ["dorp=Zwolle", "papier=a3", "in=ar", "in=xx", "in=", "papier="])
def test_a_sheet_that_does_not_exist_is_not_there(client, wrong):
    assert client.get(f"/wie-doet-wat/print/pdf?{wrong}").status_code == 404


def test_the_sheet_can_speak_arabic_as_soon_as_there_are_words(app):
    """From the right to the left, while what organisations wrote stays Dutch and telephone numbers keep their order."""
    with app.test_request_context():
        assert "ar" not in papers.languages()
        said = json.loads(papers.told(None, "Heerde", papers.Format.A5, "ar"))
    said["title"], said["call"] = "من يساعد في Heerde", "أسئلة؟ اتصل على"
    for chapter in said["chapters"]:
        chapter["topic"] = "ملابس"
    sheet = Paper(papers.fitted(json.dumps(said), papers.Format.A5))
    assert (sheet.language, sheet.says_universal) == ("ar", True)
    assert "Geeft elke week een pakket met eten" in sheet.words
    assert "0578 00 00 08" in sheet.words.replace("\xa0", " ")
    assert "؟" in sheet.text


def test_a_village_with_more_than_fits_gets_smaller_letters_and_then_fewer_words(app, make, town):
    def of(count):
        for _ in range(count):
            make.service(town.bibliotheek, "food", summary="Een zin over wat er te halen is voor wie het nodig heeft")
        with app.test_request_context():
            return Paper(papers.sheet(None, "Heerde", papers.Format.A4, "nl"))

    assert len(of(30).reader.pages) == 2
    crowded = of(40)
    assert len(crowded.reader.pages) <= 3
    assert crowded.says_universal


def test_the_same_sheet_is_made_once(client, count_queries):
    where = "/wie-doet-wat/print/pdf?dorp=Heerde"
    with count_queries() as first:
        one = client.get(where).data
    with count_queries() as second:
        assert client.get(where).data == one
    assert len(first) == len(second) <= 6
