"""On paper: the consent form is one page that people can read, sign and scan, however much there is to say."""

import io
import re

import pytest
import segno
import zxingcpp
from PIL import Image

from tests import make as things

FULL = {
    "given_name": "Maria-Magdalena",
    "family_name": "van den Hoogenband-Oldenburger",
    "contact_way": "email",
    "email": "maria-magdalena.vandenhoogenband@langedomeinnaam.example.nl",
    "moments": ["morning", "afternoon", "evening"],
    "language": "other",
    "language_other": "Tigrinya, of een beetje Engels",
    "urgent": True,
    "topic": "newcomers",
    "note": ("Belt liever niet voor negen uur. " * 9 + "En op woensdag niet.")[:300],
    "to": "ido",
}
MM = 96 / 25.4
POINT = 96 / 72
#: The smallest letters in sight, and where the code stands.
MEASURE = """() => {
  const letters = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const part = walk.currentNode.parentElement;
    if (walk.currentNode.data.trim() && part.checkVisibility() && !part.closest(".pact-hidden, svg"))
      letters.push([parseFloat(getComputedStyle(part).fontSize), walk.currentNode.data.trim()]);
  }
  const code = document.querySelector(".pact-qr svg"), box = code.getBoundingClientRect();
  const link = [...document.querySelectorAll("bdi")].find((part) => part.textContent.startsWith("http"));
  return {
    letters: letters.sort((a, b) => a[0] - b[0])[0],
    modules: code.viewBox.baseVal.width, width: box.width, height: box.height,
    path: code.querySelector("path").getAttribute("d"),
    link: link.textContent, under: link.getBoundingClientRect().top - box.bottom,
    seen: [...document.querySelectorAll("nav, header, footer, .nl-button")].filter((e) => e.checkVisibility()).length,
  };
}"""


def on_paper(page):
    """What a printer makes of it: the sheets of A4, and the measures on them."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(180 * MM), "height": round(269 * MM)})
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = {tuple(float(n) for n in box.split()) for box in re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)}
    assert [tuple(round(n) for n in box) for box in boxes] == [(0, 0, 595, 842)]
    return len(re.findall(rb"/Type /Page\b", pdf)), page.evaluate(MEASURE)


def read_by_a_telephone(page):
    """What somebody gets who holds a telephone in front of the code on this page."""
    picture = Image.open(io.BytesIO(page.locator(".pact-qr svg").screenshot()))
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def modules_of(measured):
    """The dark modules of the code as it is drawn, and how wide the white around it is."""
    dark, x, y = set(), 0.0, 0.0
    for command, dx, dy in re.findall(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", measured["path"]):
        if command == "M":
            x, y = float(dx), float(dy)
        elif command == "m":
            x, y = x + float(dx), y + float(dy)
        else:
            dark |= {(int(x) + n, int(y)) for n in range(int(float(dx)))}
            x += float(dx)
    return dark


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("values", [{}, FULL], ids=["short", "full"])
def test_the_consent_form_is_one_page_of_a4(open_page, make, values, language):
    draft = make.referral("draft", **values)
    page = open_page("anna")
    page.goto(f"/doorverwijzen/toestemming/papier?concept={draft.reference}&tekst={language}")
    sheets, measured = on_paper(page)
    assert sheets == 1
    assert measured["letters"][0] >= 14 * POINT - 0.01, measured["letters"]
    assert measured["seen"] == 0
    check_code(measured)
    assert read_by_a_telephone(page) == [measured["link"]]
    assert measured["under"] >= 0
    labels = page.locator(".pact-write").all_inner_texts()
    assert len(labels) == 4
    if language == "nl":
        assert labels == ["Naam", "Datum", "Handtekening", "Handtekening vrijwilliger"]
    assert page.locator(".pact-box").count() == 2


def test_the_paper_with_the_own_page_is_one_page_too(open_page, make):
    page = open_page("anna")
    page.goto(f"/doorverwijzingen/{make.referral('accepted').reference}/papier")
    sheets, measured = on_paper(page)
    assert sheets == 1
    assert measured["letters"][0] >= 14 * POINT - 0.01, measured["letters"]
    check_code(measured)
    assert read_by_a_telephone(page) == [measured["link"]]


def check_code(measured):
    """Three centimetres or more, four modules of white around it, and it says the link that stands beside it."""
    size = measured["modules"]
    module = measured["width"] / size
    assert abs(measured["width"] - measured["height"]) < 0.5
    assert module * (size - 8) >= 30 * MM
    dark = modules_of(measured)
    assert min(x for x, _y in dark) == min(y for _x, y in dark) == 4
    assert max(x for x, _y in dark) == max(y for _x, y in dark) == size - 5
    meant = segno.make(measured["link"], error="q", micro=False).matrix
    assert dark == {(x + 4, y + 4) for y, row in enumerate(meant) for x, bit in enumerate(row) if bit}


def test_nothing_of_the_screen_is_printed_with_a_page_of_the_resident(open_page, make, peek):
    page = open_page(width=390)
    page.goto(f"/i/{peek(make.referral('accepted').reference, 'resident_token')}")
    page.emulate_media(media="print")
    assert page.get_by_text(things.GIVEN_NAME).is_visible()
    for words in ("Sluit deze pagina", "Stop met delen"):
        assert not page.get_by_text(words).is_visible()
