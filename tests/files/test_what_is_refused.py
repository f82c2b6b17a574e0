"""T33: of a corpus of hostile files nothing is stored, each gets a sentence, and none makes the server swell."""

import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from pact.files.accepting import MOST_BYTES, looked_through
from pact.files.refusals import (
    BROKEN,
    FULL,
    INSIDE,
    LOCKED,
    MACROS,
    OUTSIDE,
    TOO_LARGE,
    TOO_MANY_PIXELS,
    UNPACKED,
    Refused,
)
from tests.files import papers
from tests.files.hostile import corpus
from tests.towns import ROOT

SAYS = {
    "a flood of pixels": TOO_MANY_PIXELS,
    "just too many pixels": TOO_MANY_PIXELS,
    "a PDF with a file in it": INSIDE,
    "a PDF that is locked": LOCKED,
    "a PDF that unpacks and unpacks": UNPACKED,
    "a text with macros": MACROS,
    "a text with a control": MACROS,
    "a text that is called a text with macros": MACROS,
    "a LibreOffice text with macros": MACROS,
    "a LibreOffice text that acts when it is opened": MACROS,
    "a text with another document in it": INSIDE,
    "a text that fetches its template": OUTSIDE,
    "a text that fetches a picture": OUTSIDE,
    "a text that starts a program in pieces": OUTSIDE,
    "a LibreOffice text that reads a file": OUTSIDE,
    "a text that unpacks and unpacks": UNPACKED,
    "a text of very many parts": UNPACKED,
    "a text with a password": LOCKED,
    "a LibreOffice text with a password": LOCKED,
    "a text with laughs": BROKEN,
}


def test_the_corpus_is_large_enough_and_every_file_is_another():
    assert len(corpus()) >= 30
    assert len(set(corpus().values())) == len(corpus())
    assert SAYS.keys() <= corpus().keys()
    assert FULL not in SAYS.values()


@pytest.mark.engine("sqlite")
def test_each_is_refused_with_a_sentence_that_fits(app):
    wrong = []
    with app.test_request_context():
        for name, content in corpus().items():
            try:
                looked_through(content)
                wrong.append(f"{name}: taken")
            except Refused as refusal:
                said = str(refusal.sentence)
                if said != str(SAYS.get(name, said)):
                    wrong.append(f"{name}: {said}")
    assert not wrong, "\n".join(wrong)


def test_the_server_does_not_swell(tmp_path):
    """In a process of its own: the most it ever held, before and after."""
    goods = (papers.docx(), papers.odt(), papers.pdf(), papers.picture(size=(3000, 2000)))
    for kind, files in (("good", goods), ("bad", corpus().values())):
        for number, content in enumerate(files):
            (tmp_path / f"{kind}-{number:03}").write_bytes(content)
    swelling = [sys.executable, "-m", "tests.files.swelling", str(tmp_path)]
    done = subprocess.run(swelling, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) < 100 * 1024, f"{int(done.stdout) // 1024} MB"


GOOD = {
    "a PDF": ("pdf", papers.pdf()),
    "a PDF that begins at a page": ("pdf", papers.pdf(b"/OpenAction[3 0 R/Fit]")),
    "a PDF with links and objects in a stream": (
        "pdf",
        papers.pdf(b"", papers.object_stream(b"<</S/URI/URI(https://example.nl/)>>")),
    ),
    "a text": ("docx", papers.docx()),
    "a text of LibreOffice": ("odt", papers.odt()),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_people_have_is_taken_as_it_is(name):
    kind, content = GOOD[name]
    assert looked_through(content) == (kind, content)


def test_a_pdf_of_a_browser_is_taken(open_page):
    page = open_page()
    page.goto("/over")
    assert looked_through(page.pdf()).kind == "pdf"


def test_a_pdf_of_our_own_is_taken(sign_in):
    sheet = sign_in("fatma").get("/partners/bibliotheek/ambassadeurs/poster/pdf")
    assert looked_through(sheet.data).kind == "pdf"


@pytest.mark.parametrize(
    ("kind", "mode"), [("png", "RGBA"), ("png", "P"), ("png", "L"), ("jpg", "RGB"), ("jpg", "CMYK")]
)
def test_a_picture_is_drawn_anew(kind, mode):
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "Achterom 33", 6  # it lies on its side
    sent = papers.picture("JPEG" if kind == "jpg" else "PNG", (4000, 1000), mode, exif=exif) + b"<script>"
    accepted = looked_through(sent)
    assert accepted.kind == kind
    drawn = Image.open(BytesIO(accepted.content))
    assert drawn.size == (750, 3000)
    assert not drawn.getexif()
    assert b"Achterom" not in accepted.content
    assert b"<script>" not in accepted.content


def test_ten_megabytes_is_the_most(app):
    with app.test_request_context(), pytest.raises(Refused) as refusal:
        looked_through(b"%PDF-" + b"x" * MOST_BYTES)
    assert refusal.value.sentence == TOO_LARGE


def test_only_the_kinds_that_are_asked(app):
    with app.test_request_context(), pytest.raises(Refused) as refusal:
        looked_through(papers.pdf(), ("png", "jpg"))
    assert refusal.value.sentence == "Dit soort bestand kan hier niet. Kies PNG of JPG."


def test_a_zip_of_the_corpus_opens():
    """Else it would be refused for another reason than its name says."""
    for name in SAYS:
        if name.startswith("a text"):
            assert zipfile.is_zipfile(BytesIO(corpus()[name])), name
